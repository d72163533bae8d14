//! How English negates.

use super::Polarity;
use crate::language::Language;

pub(super) static ENGLISH: Polarity = Polarity {
    language: Language::ENGLISH,
    negates: "not|no|never|without|nobody|no one|none|nothing|nowhere|neither|cannot",
    contraction: "n't",
    freely: false,
    prefixes: &["un", "dis", "non"],
    light: "be|been|being|become*|became|get|got|have|having|had|make*|made|do|done|take*|took|go|going|able|follow*|should|let|really|actually|necessarily|always|all|exactly|quite|very|enough|also|even|currently",
    suffixes: &["less"],
    plain: "under*|union*|unit*|univers*|uniq*|uniform*|uncle*|uncover*|discuss*|distric*|distrib*|distan*|display*|\
        diseas*|disast*|discov*|dish*|disk*|disc|discs|discipl*|distinct*|disclos*|none|nonetheless|less|bless|nevertheless",
    may: "not only|not before|than not|without a doubt|without doubt|didn't take .. long|did not take .. long|doesn't take .. long|does not take .. long|not just|not merely|not simply|not least|not to mention|not until|whether or not|or not|no later|\
        no more than|no less|no fewer|no sooner|no matter|no doubt|no wonder|no surprise|no problem|not bad|not long|\
        not so much|why not|nothing but|nothing less|none other|never mind|not .. until|no .. until|cannot help|\
        could not help|can not help|couldn't help|can't help|if not|not necessarily|not uncommon|not un*|not in*|not yet|\
        unlikely|non|misunder*|unaware|minus|ex|ineligib*|insepar*|lack|lacks|lacked|lacking|fail|fails|failed|failing|failure*|deny|denies|denied|denying|denial*|refus*|\
        reject*|declin*|unable|inability|impossib*|ignor*|prevent*|avoid*|stop*|ceas*|absen*|miss|missed|missing|hardly|\
        barely|scarcely|rarely|seldom|few|fewer|little|least|only|unless|until|till|before|ban|banned|bans|banning|\
        prohibit*|forbid*|forbad*|hate|hates|hated|doubt*|wrong|wrongly|outside|beyond|far from|instead|rather than|nor|short|shortage*|\
        free|out of|out on|away|lost|lose*|losing|loss*|quit|oppos*|disagree*|except|exclud*|zero|nil|void|empty|restrict*|\
        block*|barred|halt*|resist*|withh*|yet to|still to|remains to|otherwise|remember*|forget*|forgot*|trouble*|\
        difficult*|struggl*|reluct*|hesita*|skip*|neglect*|omit*|overlook*|false|falsely|dismiss*|disput*|refut*|\
        rebuff*|rule out|rules out|ruled out|ruling out|all but|almost|nearly|narrowly|despite|deprive*|stripped of|cancel*|suspend*|secret*|\
        hide*|hidden|illegal*|inadequate*|inappropriate*|incapab*|incompet*|incomplet*|inconsist*|incorrect*|indefinit*|\
        independ*|indirect*|ineffect*|inefficien*|inevitab*|innocen*|insecur*|insufficien*|intoleran*|invalid*|invisib*|\
        involuntar*|irrelevan*|irregular*|irrespons*|illegit*|illiter*|immatur*|immediat*|immoral*|impatien*|imperfect*|\
        improbab*|improper*|too .. to|yet|landlocked|short of",
};
