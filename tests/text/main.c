/* Tests of text/. */
int test_calendar(void);
int test_fold(void);
int test_token(void);

int main(void)
{
    return test_calendar() + test_fold() + test_token();
}
