/* Tests of source/. */
int test_encoding(void);
int test_golden(void);
int test_torture(void);
int test_walk(void);

int main(void)
{
    return test_golden() + test_encoding() + test_walk() + test_torture();
}
