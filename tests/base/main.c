/* Tests of base/. */
int test_arena(void);
int test_buf(void);
int test_json(void);
int test_status(void);
int test_str(void);
int test_utf8(void);

int main(void)
{
    return test_arena() + test_buf() + test_json() + test_status() + test_str() + test_utf8();
}
