/* Tests of mention/. */
int test_date(void);
int test_number(void);
int test_quantity(void);
int test_tagger(void);

int main(void)
{
    return test_date() + test_number() + test_quantity() + test_tagger();
}
