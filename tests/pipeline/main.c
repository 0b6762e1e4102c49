/* Tests of pipeline/ and of the library's face over it. */
int test_api(void);
int test_knowledge(void);
int test_prefix(void);
int test_torture(void);

int main(void)
{
    return test_api() + test_knowledge() + test_prefix() + test_torture();
}
