/* Tests of lexicon/. */
int test_image(void);
int test_inflect(void);
int test_table(void);
int test_word(void);

int main(void)
{
    return test_image() + test_inflect() + test_table() + test_word();
}
