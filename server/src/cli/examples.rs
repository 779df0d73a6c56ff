//! What stands under the help of each command.

use locale::Text;

/// Under the help of the program.
pub(super) const EVERYTHING: Text = Text::new(
    "\
例子：
  diandiantong --database sqlite:data/diandiantong.db migrate
  diandiantong import areas data/areas.csv
  diandiantong grant 13800000001 community_lead K101 --name 陈静
  diandiantong serve --listen 0.0.0.0:3000 --public-url https://dian.example.cn

各命令的例子：diandiantong <命令> --help",
    "\
Examples:
  diandiantong --database sqlite:data/diandiantong.db migrate
  diandiantong import areas data/areas.csv
  diandiantong grant 13800000001 community_lead K101 --name \"Chen Jing\"
  diandiantong serve --listen 0.0.0.0:3000 --public-url https://dian.example.cn

Examples of each command: diandiantong <COMMAND> --help",
);

/// Under the help of `serve`.
pub(super) const SERVE: Text = Text::new(
    "\
例子：
  export DATABASE_URL=postgres://diandiantong@db/diandiantong
  export DIANDIANTONG_SECRET=\"$(openssl rand -base64 32)\"   # 只生成一次，妥善保存：换了就读不出已存的手机号
  export DIANDIANTONG_SMS_URL=https://sms.example.cn/send DIANDIANTONG_SMS_KEY=… DIANDIANTONG_SMS_TEMPLATE=…
  export DIANDIANTONG_SMS_TEMPLATE_PROGRESS=… DIANDIANTONG_SMS_TEMPLATE_WORK=… DIANDIANTONG_SMS_TEMPLATE_ESCALATION=…
  export DIANDIANTONG_PHOTOS=s3://diandiantong/photos   # 还要 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY、AWS_REGION；别家的服务加 AWS_ENDPOINT
  diandiantong serve --migrate --listen 0.0.0.0:3000 --public-url https://dian.example.cn --trusted-proxy 10.0.0.0/8

  diandiantong serve --demo --migrate --database sqlite:target/demo.db",
    "\
Examples:
  export DATABASE_URL=postgres://diandiantong@db/diandiantong
  export DIANDIANTONG_SECRET=\"$(openssl rand -base64 32)\"   # once only, and kept safe: no other one reads the phone numbers
  export DIANDIANTONG_SMS_URL=https://sms.example.cn/send DIANDIANTONG_SMS_KEY=… DIANDIANTONG_SMS_TEMPLATE=…
  export DIANDIANTONG_SMS_TEMPLATE_PROGRESS=… DIANDIANTONG_SMS_TEMPLATE_WORK=… DIANDIANTONG_SMS_TEMPLATE_ESCALATION=…
  export DIANDIANTONG_PHOTOS=s3://diandiantong/photos   # with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION; AWS_ENDPOINT for other services
  diandiantong serve --migrate --listen 0.0.0.0:3000 --public-url https://dian.example.cn --trusted-proxy 10.0.0.0/8

  diandiantong serve --demo --migrate --database sqlite:target/demo.db",
);

/// Under the help of `audit export`.
pub(super) const AUDIT: Text = Text::new(
    "\
例子：
  diandiantong audit export --since 2026-11-01 > events.jsonl
  diandiantong audit export --after \"$(tail -n 1 events.jsonl | jq -r .id)\" >> events.jsonl
  diandiantong audit export --follow | 日志系统的采集命令

只写一分钟以前的：正在办的事也许还要补上更早的一条。每次导出本身也会记下来，所以要连着导就用 --follow。",
    "\
Examples:
  diandiantong audit export --since 2026-11-01 > events.jsonl
  diandiantong audit export --after \"$(tail -n 1 events.jsonl | jq -r .id)\" >> events.jsonl
  diandiantong audit export --follow | whatever collects logs

What is younger than a minute waits: something under way may still add an earlier one. Each run is recorded itself, so use --follow to go on.",
);

/// Under the help of `migrate`.
pub(super) const MIGRATE: Text = Text::new(
    "\
例子：
  diandiantong migrate
  DATABASE_URL=postgres://拥有者@db/diandiantong diandiantong migrate --role diandiantong_server
  diandiantong migrate --role diandiantong_server --print

PostgreSQL 上，表归哪个角色，就用哪个角色运行 migrate；serve 另用一个 --role 的角色，密码用 psql 的 \\password 设。以后再 migrate，它的权限跟着更新，不用再写 --role。",
    "\
Examples:
  diandiantong migrate
  DATABASE_URL=postgres://OWNER@db/diandiantong diandiantong migrate --role diandiantong_server
  diandiantong migrate --role diandiantong_server --print

On PostgreSQL migrate as the role that owns the tables, and serve as another, the one of --role; set its password with \\password of psql. Later migrations renew its rights by themselves.",
);

/// Under the help of `import`.
pub(super) const IMPORT: Text = Text::new(
    "\
例子：
  diandiantong import areas data/areas.csv
  diandiantong import services data/services.csv --categories data/categories.csv
  diandiantong import holidays data/holidays.csv
  diandiantong import people people.csv
  diandiantong import households households.csv
  diandiantong import people people.csv --encoding gb18030

整个文件要么全部导入，要么一行都不导入；出错时写明文件、行、列和原因，行号和表格软件里看到的一样。
读 UTF-8，和有标记的 UTF-16；别的编码要用 --encoding 写明，免得把名字读错。",
    "\
Examples:
  diandiantong import areas data/areas.csv
  diandiantong import services data/services.csv --categories data/categories.csv
  diandiantong import holidays data/holidays.csv
  diandiantong import people people.csv
  diandiantong import households households.csv
  diandiantong import people people.csv --encoding gb18030

A file is imported as a whole or not at all; what is wrong is told by file, line, column and reason, with lines numbered as
spreadsheets do. UTF-8 is read, and UTF-16 with its mark; any other encoding is named with --encoding, so that no name is misread.",
);

/// Under the help of `grant`.
pub(super) const GRANT: Text = Text::new(
    "\
例子：
  diandiantong grant 13800000001 admin K --name 管理员
  diandiantong grant 13800000002 community_lead K101
  diandiantong grant 13800000003 property_company K10101 --team 樾城物业

身份：member 党员、volunteer_team 志愿者队伍、property_company 物业、staff 社区工作者、
community_lead 社区书记、office_lead 办事处、district_lead 区、admin 管理员",
    "\
Examples:
  diandiantong grant 13800000001 admin K --name \"Chen Jing\"
  diandiantong grant 13800000002 community_lead K101
  diandiantong grant 13800000003 property_company K10101 --team \"Yuecheng Property\"

Roles: member (party member), volunteer_team, property_company, staff (of a community), community_lead, office_lead,
district_lead, admin (administrator)",
);

/// Under the help of `clock explain`.
pub(super) const EXPLAIN: Text = Text::new(
    "\
例子：
  diandiantong clock explain --placed 2026-02-13T16:00 --minutes 480
  diandiantong clock explain --placed 2026-02-13T16:00 --minutes 480 --pause 2026-02-14T09:00..2026-02-24T10:00
  diandiantong clock explain --placed 2026-02-13T16:00 --minutes 120 --wall-clock --json

期限是最后一分钟的末尾：9:00 起 180 分钟，到 12:00 为止。秒数不算。",
    "\
Examples:
  diandiantong clock explain --placed 2026-02-13T16:00 --minutes 480
  diandiantong clock explain --placed 2026-02-13T16:00 --minutes 480 --pause 2026-02-14T09:00..2026-02-24T10:00
  diandiantong clock explain --placed 2026-02-13T16:00 --minutes 120 --wall-clock --json

A deadline is the end of its last minute: 180 minutes from 9:00 end at 12:00. Seconds don't count.",
);

/// Under the help of `survey estimate`.
pub(super) const ESTIMATE: Text = Text::new(
    "\
例子：
  diandiantong survey estimate answers.csv strata.csv
  diandiantong survey estimate answers.csv strata.csv --margins margins.csv --confidence 0.9
  diandiantong survey estimate answers.csv strata.csv --json

答案.csv：空格子是没有回答，只从那一题里去掉。没有 weight 列，每户代表“这一层的户数 ÷ 答案里这一层的户数”。
层.csv：households 是这一层一共多少户，按它做有限总体校正。整群抽样（有 cluster 列）按 clusters
（这一层一共多少群）校正，不写就不校正，误差只会算得偏大；同名的群在两层里算两个群。
一层只抽到一户（一群）、实际又不止一户（一群）的，看不出误差，不算，要先并层。
总体.csv：variable 是答案.csv 里的列。一个变量做事后分层，几个变量做迭代校准（raking）；这些列不再当问题。

每个答案一行，是选它的比例；答案都是数字的问题另有一行 mean，是平均数
（超过 20 种数字的，只有平均数；超过 100 种文字的，当作随意写的意见，不算）。
estimate 估计，se 标准误（泰勒线性化），n 回答的户数，deff 设计效应（和同样多户的不放回简单随机抽样比）。
lower、upper：比例用 Korn–Graubard 区间，平均数用 t 区间。一个也没有漏的 100% 只说明“至少”是下限那么多；
每一户都问到、都回答了，才没有误差。算不出的是 null。方法和 R 的 survey 包相同。",
    "\
Examples:
  diandiantong survey estimate answers.csv strata.csv
  diandiantong survey estimate answers.csv strata.csv --margins margins.csv --confidence 0.9
  diandiantong survey estimate answers.csv strata.csv --json

ANSWERS.csv: an empty cell is no answer, and is left out of that question only. Without a column weight, each household stands for
«households of its stratum ÷ households of that stratum among the answers».
STRATA.csv: households is how many the stratum has in all, for the finite population correction. Clustered samples (a column cluster)
are corrected by clusters (how many the stratum has in all); without it they are not, and errors only come out too large. Clusters of
one name in two strata are two. A stratum of which one household (cluster) was drawn and which has more shows no error and isn't
estimated: strata must be merged first.
MARGINS.csv: variable is a column of ANSWERS.csv. One variable is post-stratified by, several are raked by; these are then no questions.

Each answer has a row, the share of those who gave it; a question answered by numbers has a row mean as well
(with more than 20 different numbers, only that; more than 100 different texts count as free remarks and aren't estimated).
estimate; se, the standard error (Taylor linearisation); n, the households that answered; deff, the design effect (beside a simple
random sample of as many, without replacement). lower, upper: Korn–Graubard intervals for shares, t intervals for means. A 100% that
nobody contradicts only says «at least» its lower end; it has no error only where every household was asked and answered. What can't
be estimated is null. The methods are those of the package survey of R.",
);

/// Under the help of `survey redraw`.
pub(super) const REDRAW: Text = Text::new(
    "\
例子：
  diandiantong survey redraw 3b5f…（64 位） FRAME.csv DRAW.csv
  diandiantong survey redraw 3b5f…（64 位） FRAME.csv DRAW.csv --json

种子、FRAME.csv（stratum,household）和 DRAW.csv（stratum,draw）都在调查的公开页面上。
种子的指纹：printf 种子 | xxd -r -p | sha256sum；名册的指纹：tail -n +2 FRAME.csv | LC_ALL=C sort | sha256sum。
每户按 SHA-256(种子 0x00 层 0x00 户) 排队，每层取最小的若干户。",
    "\
Examples:
  diandiantong survey redraw 3b5f… (64 digits) FRAME.csv DRAW.csv
  diandiantong survey redraw 3b5f… (64 digits) FRAME.csv DRAW.csv --json

Seed, FRAME.csv (stratum,household) and DRAW.csv (stratum,draw) stand on the survey's public page.
Hash of the seed: printf SEED | xxd -r -p | sha256sum; hash of the frame: tail -n +2 FRAME.csv | LC_ALL=C sort | sha256sum.
Households queue by SHA-256(seed 0x00 stratum 0x00 household), and of each stratum the smallest are taken.",
);

/// Under the help of `survey export`.
pub(super) const SURVEY_EXPORT: Text = Text::new(
    "\
例子：
  diandiantong survey export K101-W1 out/

写出 ANSWERS.csv、LATE.csv、STRATA.csv、FRAME.csv、DRAW.csv、SAMPLE.csv、QUESTIONS.csv；里面没有地址，只有户的代号；答卷不到 10 户的文件不写。
QUESTIONS.csv 给人看，其余给程序读：里面的值原样写出。
调查结束以后才能导出。",
    "\
Examples:
  diandiantong survey export K101-W1 out/

Writes ANSWERS.csv, LATE.csv, STRATA.csv, FRAME.csv, DRAW.csv, SAMPLE.csv, QUESTIONS.csv; they hold no addresses, only codes of
households. A file of fewer than 10 answers isn't written. QUESTIONS.csv is for people, the others for programs: values as they are.
A survey can be exported when it is closed.",
);

/// Under the help of `backup`.
pub(super) const BACKUP: Text = Text::new(
    "\
例子：
  diandiantong --database sqlite:data/diandiantong.db backup backup-2026-11-24

服务运行时也可以备份。文件夹里是数据库和照片（只有本用户能读），写完会检查一遍。密钥 DIANDIANTONG_SECRET 不在里面，
要另外保管：没有它，备份打不开。PostgreSQL 请用 pg_dump，照片的文件夹或桶另外复制。",
    "\
Examples:
  diandiantong --database sqlite:data/diandiantong.db backup backup-2026-11-24

Works while the server runs. The folder holds database and pictures (readable by this user alone), and is checked at the end. The
secret DIANDIANTONG_SECRET isn't in it: keep it elsewhere, no backup opens without it. PostgreSQL has pg_dump; copy the folder or
bucket of pictures as well.",
);

/// Under the help of `check`.
pub(super) const CHECK: Text = Text::new(
    "\
例子：
  diandiantong --database sqlite:data/diandiantong.db check

会读一遍整个数据库和每一张照片，服务运行时也可以做。少了照片、照片坏了、手机号打不开，以非零状态结束；
多出来的照片文件没有害处。",
    "\
Examples:
  diandiantong --database sqlite:data/diandiantong.db check

Reads the whole database and every picture, also while the server runs. Ends with a status other than zero where pictures are
missing or damaged, or phone numbers don't open; files of pictures that are left over do no harm.",
);

/// Under the help of `restore`.
pub(super) const RESTORE: Text = Text::new(
    "\
例子：
  diandiantong --database sqlite:data/diandiantong.db restore backup-2026-11-24

要先设好备份时的 DIANDIANTONG_SECRET。先检查备份，再放回数据库和照片；原处还有数据库或别的照片，就不动。
备份本身不会改变。",
    "\
Examples:
  diandiantong --database sqlite:data/diandiantong.db restore backup-2026-11-24

Wants the DIANDIANTONG_SECRET of the time of the backup. The backup is checked first, then database and pictures are put back; where
there is a database or other pictures already, nothing is touched. The backup itself doesn't change.",
);

/// Under the help of `figures`.
pub(super) const FIGURES: Text = Text::new(
    "\
例子：
  diandiantong --database sqlite:data/diandiantong.db figures
  diandiantong --database sqlite:data/diandiantong.db figures --recount

报表用的是随办随记的计数。这里从每一张工单的经过重新数一遍来核对；有一个数对不上，就以非零状态结束。
重新数（--recount）请在停掉服务以后做，免得漏掉正在办的单。",
    "\
Examples:
  diandiantong --database sqlite:data/diandiantong.db figures
  diandiantong --database sqlite:data/diandiantong.db figures --recount

Reports use sums that are kept up with each event. This counts again from what happened to each order and compares; where one sum
differs, it ends with a status other than zero. Recount (--recount) with the server stopped, so that no order is missed.",
);
