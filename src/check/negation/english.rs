//! How English negates.

use super::Polarity;
use super::rating::Weights;
use crate::language::Language;

pub(super) static ENGLISH: Polarity = Polarity {
    language: Language::ENGLISH,
    negates: "not|no|never|without|nobody|no one|none|nothing|nowhere|neither|cannot",
    contraction: "n't",
    prefixes: &["un", "dis", "non"],
    weights: Weights {
        bias: -0.47,
        of: [
            -2.96, -1.0, -2.26, -1.61, -2.88, -1.16, 2.08, 0.65, 0.05, 0.23, 0.6, 0.49, 0.6, 0.2, 0.85,
        ],
    },
    light: "be|been|being|become*|became|get|got|have|having|had|make*|made|do|done|take*|took|go|going|able|follow*|should|let|really|actually|necessarily|always|all|exactly|quite|very|enough|also|even|currently",
    suffixes: &["less"],
    plain: "under*|union*|unit*|univers*|uniq*|uniform*|uncle*|uncover*|discuss*|distric*|distrib*|distan*|display*|\
        diseas*|disast*|discov*|dish*|disk*|disc|discs|discipl*|distinct*|disclos*|none|nonetheless|less|bless|nevertheless",
    implies: "unable|nor|inability|impossib*|lack|lacks|lacked|lacking|fail|fails|failed|failing|failure*|deny|denies|\
        denied|denying|denial*|refus*|landlocked|ineligib*|hardly|barely|scarcely|unlikely|non|rather than|instead of|\
        far from|absence|absent|yet to|incapab*|unaware|devoid|rule out|rules out|ruled out|ruling out",
    may: "not only|not before|than not|without a doubt|without doubt|did not take .. long|does not take .. long|\
        not just|not merely|not simply|not least|not to mention|not until|whether or not|or not|no later|\
        no more than|no less|no fewer|no sooner|no matter|no doubt|no wonder|no surprise|no problem|not bad|\
        not long|not so much|why not|nothing but|nothing less|none other|never mind|not .. until|no .. until|\
        cannot help|could not help|can not help|if not|not uncommon|not un*|misunder*|minus|ex|declin*|insepar*|\
        reject*|ignor*|avoid*|ceas*|miss|missed|missing|rarely|seldom|few|fewer|little|least|only|unless|until|\
        till|before|ban|banned|bans|banning|prohibit*|forbid*|forbad*|hate|hates|hated|doubt*|wrong|wrongly|\
        outside|beyond|instead|short|shortage*|free|out of|out on|away|lost|lose*|losing|loss*|quit|oppos*|\
        disagree*|except|exclud*|zero|nil|void|empty|restrict*|block*|barred|halt*|resist*|withh*|still to|\
        remains to|otherwise|remember*|forget*|forgot*|trouble*|difficult*|struggl*|reluct*|hesita*|skip*|\
        neglect*|omit*|overlook*|false|falsely|dismiss*|disput*|refut*|rebuff*|all but|almost|nearly|narrowly|\
        despite|deprive*|stripped of|cancel*|suspend*|secret*|hide*|hidden|illegal*|inadequate*|inappropriate*|\
        incompet*|incomplet*|inconsist*|incorrect*|indefinit*|independ*|indirect*|ineffect*|inefficien*|\
        inevitab*|innocen*|insecur*|insufficien*|intoleran*|invalid*|invisib*|involuntar*|irrelevan*|irregular*|\
        irrespons*|illegit*|illiter*|immatur*|immediat*|immoral*|impatien*|imperfect*|improbab*|improper*|\
        too .. to|yet|short of|prevent*|prevent* .. from|stop*|stop* .. from|keep* .. from|kept .. from|\
        absentee*|not out of|never more so|not insignif*|not infreq*|not inconsid*|not imposs*|not care|\
        not mind|*n't mind|*n't care|*n't help|*n't take .. long|*n't just|*n't only|*n't merely|*n't simply|\
        *n't until|*n't .. until|*sn't it|*sn't he|*sn't she|*sn't there|*ren't you|*ren't we|*ren't they|*ren't there|without fail|without exception|without question",
};
