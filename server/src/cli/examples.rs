//! What stands under the help of each command.

/// Under the help of the program.
pub(super) const EVERYTHING: &str = "\
例子：
  diandiantong --database sqlite:data/diandiantong.db migrate
  diandiantong import areas data/areas.csv
  diandiantong grant 13800000001 community_lead K101 --name 陈静
  diandiantong serve --listen 0.0.0.0:3000 --public-url https://dian.example.cn

各命令的例子：diandiantong <命令> --help";

/// Under the help of `serve`.
pub(super) const SERVE: &str = "\
例子：
  export DATABASE_URL=postgres://diandiantong@db/diandiantong
  export DIANDIANTONG_SECRET=\"$(openssl rand -base64 32)\"   # 只生成一次，妥善保存：换了就读不出已存的手机号
  export DIANDIANTONG_SMS_URL=https://sms.example.cn/send DIANDIANTONG_SMS_KEY=… DIANDIANTONG_SMS_TEMPLATE=…
  export DIANDIANTONG_SMS_TEMPLATE_PROGRESS=… DIANDIANTONG_SMS_TEMPLATE_WORK=… DIANDIANTONG_SMS_TEMPLATE_ESCALATION=…
  diandiantong serve --migrate --listen 0.0.0.0:3000 --public-url https://dian.example.cn --trusted-proxy 10.0.0.0/8

  diandiantong serve --demo --migrate --database sqlite:target/demo.db";

/// Under the help of `import`.
pub(super) const IMPORT: &str = "\
例子：
  diandiantong import areas data/areas.csv
  diandiantong import services data/services.csv --categories data/categories.csv
  diandiantong import holidays data/holidays.csv
  diandiantong import people people.csv
  diandiantong import households households.csv

整个文件要么全部导入，要么一行都不导入；出错时写明文件、行、列和原因。";

/// Under the help of `grant`.
pub(super) const GRANT: &str = "\
例子：
  diandiantong grant 13800000001 admin K --name 管理员
  diandiantong grant 13800000002 community_lead K101
  diandiantong grant 13800000003 property_company K10101 --team 樾城物业

身份：member 党员、volunteer_team 志愿者队伍、property_company 物业、staff 社区工作者、
community_lead 社区书记、office_lead 办事处、district_lead 区、admin 管理员";

/// Under the help of `clock explain`.
pub(super) const EXPLAIN: &str = "\
例子：
  diandiantong clock explain --placed 2026-02-13T16:00 --minutes 480
  diandiantong clock explain --placed 2026-02-13T16:00 --minutes 480 --pause 2026-02-14T09:00..2026-02-24T10:00
  diandiantong clock explain --placed 2026-02-13T16:00 --minutes 120 --wall-clock --json

期限是最后一分钟的末尾：9:00 起 180 分钟，到 12:00 为止。秒数不算。";

/// Under the help of `survey redraw`.
pub(super) const REDRAW: &str = "\
例子：
  diandiantong survey redraw 3b5f…（64 位） FRAME.csv DRAW.csv
  diandiantong survey redraw 3b5f…（64 位） FRAME.csv DRAW.csv --json

种子、FRAME.csv（stratum,household）和 DRAW.csv（stratum,draw）都在调查的公开页面上。
种子的指纹：printf 种子 | xxd -r -p | sha256sum；名册的指纹：tail -n +2 FRAME.csv | LC_ALL=C sort | sha256sum。
每户按 SHA-256(种子 0x00 层 0x00 户) 排队，每层取最小的若干户。";

/// Under the help of `survey export`.
pub(super) const SURVEY_EXPORT: &str = "\
例子：
  diandiantong survey export K101-W1 out/

写出 ANSWERS.csv、LATE.csv、STRATA.csv、FRAME.csv、DRAW.csv、SAMPLE.csv、QUESTIONS.csv；里面没有地址，只有户的代号。
调查结束以后才能导出。";

/// Under the help of `backup`.
pub(super) const BACKUP: &str = "\
例子：
  diandiantong --database sqlite:data/diandiantong.db backup backup-2026-11-24.db

服务运行时也可以备份。PostgreSQL 请用 pg_dump。";
