/* Tests of store/. */
#include "check.h"

int test_register(void);
int test_kill(void);

int main(void)
{
    return test_register() + test_kill();
}
