/* Tests of ledger/. */
#include "check.h"

int test_edtf(void);
int test_merge(void);
int test_sketch(void);
int test_dispute(void);

int main(void)
{
    return test_edtf() + test_merge() + test_sketch() + test_dispute();
}
