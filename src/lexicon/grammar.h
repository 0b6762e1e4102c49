/* Grammar words: the closed class that rules name. Each has a row in data/ar/grammar.tsv with its forms; compiling fails if the two lists differ.
 * A rule asks whether a token is one of them; no Arabic word stands in the code of the rooms above. */
#ifndef ISNAD_LEXICON_GRAMMAR_H
#define ISNAD_LEXICON_GRAMMAR_H

#define LEX_GRAMMAR(X)                                                                                                                                         \
    /* prepositions */                                                                                                                                         \
    X(IN)                                                                                                                                                      \
    X(TO) X(FROM) X(ON) X(ABOUT) X(WITH) X(BETWEEN) X(AT) X(AGAINST) X(SINCE) X(UNTIL) X(DURING) X(BEFORE) X(AFTER) X(AROUND) X(TOWARDS) X(BY_HAND) X(BY)      \
        X(WITHOUT) X(BECAUSE) X(REGARDING) X(VIA) X(NEAR) X(DIRECTION) X(ACCOMPANIED) X(BEFORE_FACE) X(FOR_BENEFIT) X(WITHIN) X(ACCORDING) X(IN_PRESENCE)      \
            X(CHAIRED_BY) X(INVITED_BY) X(PREP_PRONOUN) X(LIKE) X(DESPITE) X(BESIDES) X(INSTEAD) /* conjunctions, particles, relatives */                      \
        X(AND_OR) X(THEN) X(AS) X(WHILE) X(WHERE) X(BUT) X(SO_THAT) X(IF) X(THAT) X(THAT_INNA) X(QAD) X(LAQAD) X(LAM) X(LAN) X(LA) X(MA) X(LAYSA) X(SAWFA)     \
            X(EXCEPT) X(RELATIVE) X(RELATIVE_PLURAL) X(KANA) X(DEMONSTRATIVE) X(PRONOUN_M) X(PRONOUN_F) X(PRONOUN_P) X(PRONOUN_D) X(ALL) X(SOME) X(OTHER)      \
                X(SAME) X(TIMM) X(EACH) X(ALSO) X(HERE) X(ONLY) X(BECOME) X(CONTINUE) /* reference nouns */                                                    \
        X(COUNTERPART) X(TWO_SIDES) X(TWO_COUNTRIES) X(TWO_MINISTERS) X(TWO_PRESIDENTS) X(SIDE) X(DELEGATION) X(GOVERNMENT) X(MINISTRY) X(AUTHORITIES) X(ARMY) \
            X(SOURCE) X(STATEMENT_NOUN) X(HIS_COUNTRY) X(OFFICIAL) X(TWO_LEADERS) X(EMBASSY) X(POLICE) X(REGIME) X(FORCES) X(CITIZENS) X(OPPOSITION)           \
                X(COUNTRY_NOUN) X(STATES_NOUN) X(KINGDOM) X(REPUBLIC) X(PEOPLE_NOUN) X(LEADERSHIP) X(PARLIAMENT) X(CAPITAL_NOUN) X(CITY_NOUN) X(REGION_NOUN)   \
                    X(ORG_HEAD) X(MEMBER) X(ABSENT_NAMED) X(CALLED) X(BISM) X(HUMANS) X(MINISTRY_SHORT) X(ORG_SURE) /* calendar words */                       \
        X(TODAY) X(YESTERDAY) X(DAY_BEFORE_YESTERDAY) X(TOMORROW) X(DAY_AFTER_TOMORROW) X(DAY) X(WEEK) X(MONTH) X(YEAR) X(YEARS) X(DECADE) X(CENTURY)          \
            X(QUARTER) X(HALF) X(LAST) X(NEXT) X(CURRENT) X(PAST_BARE) X(BEGINNING) X(MIDDLE) X(END) X(MORNING) X(EVENING) X(NIGHT) X(HOUR) X(DATE_NOUN)       \
                X(CORRESPONDING) X(AH) X(AD) X(FIRST) X(SECOND) X(THIRD) X(FOURTH) X(PERIOD) X(MONTHS) X(WEEKS) X(DAYS) X(THIS_F) X(THIS_M) X(HIJRI)           \
                    X(GREGORIAN) X(TIME_UNIT) X(BC) X(SUMMER) X(WINTER) X(SPRING) X(AUTUMN) X(WEEKEND) X(FRIDAY_EVE) X(SAME_DAY) X(EXTENT) X(EARLY) X(LATE)    \
                        X(UP_TO) X(PAIR_OF) X(DAYTIME) X(TONIGHT) X(BEFORE_LAST) X(STARTING) X(AFTER_NEXT) X(SELF) /* number words around figures */           \
        X(PERCENT) X(PER_MILLE) X(POUND) X(ROUND) X(NUMBER_NOUN) X(MORE) X(LESS) X(ABOUT_N) X(THAN) X(AT_LEAST) X(ROUGHLY) X(TENS) /* page furniture */        \
        X(READ_ALSO) X(FOLLOWS) X(ENDED) X(SOURCE_LABEL) X(PHOTO_LABEL) X(LINK_LABEL) X(SHARE_LABEL) X(FIRST_PUBLISHED) X(DISCLAIMER) X(BYLINE_WORD)           \
            X(SECTION_LABEL)

typedef enum lex_word_id {
#define X(name) GW_##name,
    LEX_GRAMMAR(X)
#undef X
        GW_COUNT
} lex_word_id;

#endif
