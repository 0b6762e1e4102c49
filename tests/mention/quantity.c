/* Quantities: "low..high:mod:unit", one for each that counts. */
#include "reading.h"

#define CHECK(...)                                                                                                                                             \
    do {                                                                                                                                                       \
        static const reading_case cases[] = {__VA_ARGS__};                                                                                                     \
        reading_check(cases, sizeof cases / sizeof *cases, true);                                                                                              \
    } while (0)
#define D "2020-03-11"

static void counts(void **state)
{
    (void) state;
    CHECK({D, "أكثر من 63 ألف عسكري روسي", "63000..:more"}, {D, "ما لا يقل عن 30 قتيلا", "30..:more"}, {D, "نحو خمسين جريحا", "50:about"},
          {D, "أقل من مئة شخص", "..100:less"}, {D, "16 شخصا على الأقل", "16..:more"}, {D, "بين 10 و20 شخصا", "10..20"},
          {D, "ما بين 14 و18 بليون دولار", "14000000000..18000000000:USD"}, {D, "خمس أو ست دول", "5..6"}, {D, "10-15 شخصا", "10..15"},
          {D, "ثلاثة جنود و35 من السجناء", "3 35"}, {D, "وعددهم 370", "370"}, {D, "المتهمين الخمسة", "5"}, {D, "اثنين من أبنائه", "2"},
          {D, "دبلوماسي واحد", "1"}, {D, "خمسة من أصل أحد عشر قرارا", "5 11"});
}

static void money_and_shares(void **state)
{
    (void) state;
    CHECK({D, "2.4 مليار دولار", "2400000000:USD"}, {D, "خمسة آلاف ريال سعودي", "5000:SAR"}, {D, "10 دنانير", "10"},
          {D, "21 مليون جنيه إسترليني", "21000000:GBP"}, {D, "30% و30 في المئة و٪40", "30:% 30:% 40:%"}, {D, "وبنسبة 12.5 بالمائة", "12.5:%"},
          {D, "بين واحد و1.5 في المائة", "1..1.5:%"}, {D, "سالب 37.63 دولار", "-37.63:USD"});
}

static void ordinals(void **state)
{
    (void) state;
    CHECK({D, "الجولة التاسعة عشرة من المحادثات", "19:ordinal"}, {D, "للجولة الثانية", "2:ordinal"}, {D, "القمة العربية الثانية والثلاثين", "32:ordinal"},
          {D, "لولاية خامسة", "5:ordinal"}, {D, "الدورة الـ 71", "71:ordinal"}, {D, "للمرة الخامسة", "5:ordinal"},
          /* refused */
          {D, "للمرة الأولى واليوم الثالث والمادة السادسة عشرة والملك محمد السادس", ""}, {D, "الحرب العالمية الثانية والوزير الأول وخطوة أولى", ""});
}

static void refused(void **state)
{
    (void) state;
    CHECK({D, "القرار 1559 وطائرة إف-16 ومجموعة 5+1 وفاز 2-1", ""}, {D, "بعد 30 يوما ولمدة ثلاثة أشهر وبين 21 و24 عاما", ""},
          {D, "الدول الست ومجموعة السبع", ""}, {D, "جنديين والمئات وعشرات الآلاف", ""}, {D, "في 5 مايو 2019 عند الساعة 18:01", ""},
          {D, "ثلاث مرات وخمسة أضعاف", ""}, {D, "خيار واحد وواحدة من أكبر", ""}, {D, "ثورة 25 يناير", ""}, {D, "بثلاثة أهداف دون رد", ""},
          {D, "في 24 ساعة", ""});
}

int test_quantity(void);

int test_quantity(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(counts), cmocka_unit_test(money_and_shares), cmocka_unit_test(ordinals), cmocka_unit_test(refused)};
    return cmocka_run_group_tests_name("quantity", tests, NULL, NULL);
}
