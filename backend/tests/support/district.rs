//! A district small enough to be made anew for every test.

use backend::Backend;
use backend::import::{ImportFile, import_areas, import_services};
use backend::values;

/// Two offices, three communities, four estates. The codes are those of the shipped table.
const AREAS: &str = "code,kind,parent_code,name,households,note
K,district,,昆山开发区,10,
K1,office,K,中华园城市管理办事处,7,
K2,office,K,青阳城市管理办事处,3,
K101,community,K1,樾城社区,3,
K102,community,K1,樾河社区,4,
K201,community,K2,美华社区,3,
K10101,estate,K101,中华园,2,
K10102,estate,K101,书香名邸,1,
K10201,estate,K102,夏荷公寓,4,
K20101,estate,K201,美华西村,3,
K1010101,grid,K10101,中华园第一网格,1,
K1010102,grid,K10101,中华园第二网格,1,
K1010201,grid,K10102,书香名邸第一网格,1,
K1020101,grid,K10201,夏荷公寓第一网格,4,
K2010101,grid,K20101,美华西村第一网格,3,
";
const CATEGORIES: &str = include_str!("../../../data/categories.csv");
const SERVICES: &str = include_str!("../../../data/services.csv");
/// Enough of the shipped services to choose from: of each list some, one of them urgent.
const CODES: [&str; 8] = ["S001", "S002", "S008", "S017", "S031", "S044", "S070", "S100"];

/// Makes the small district, with all services published everywhere.
pub async fn district(backend: &Backend) {
    import_areas(backend, ImportFile { name: "areas.csv", bytes: AREAS.as_bytes() }).await.unwrap();
    let services: Vec<_> = SERVICES
        .lines()
        .enumerate()
        .filter(|(place, line)| *place == 0 || CODES.iter().any(|code| line.starts_with(code)))
        .map(|(_, line)| line)
        .collect();
    let services = services.join("\n");
    let services = ImportFile { name: "services.csv", bytes: services.as_bytes() };
    let categories = ImportFile { name: "categories.csv", bytes: CATEGORIES.as_bytes() };
    import_services(backend, services, Some(categories)).await.unwrap();
    let mut tx = backend.store.write().await.unwrap();
    tx.run(
        "INSERT INTO publications (community, service, published, own_text, changed_at, changed_by) \
             SELECT a.code, s.code, 1, NULL, $1, 'test' FROM areas a CROSS JOIN services s \
             WHERE a.kind = 'community'",
        values![backend.clock.now()],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// Imports the table of areas anew, with a change in it; its last column is `closed`.
pub async fn change_areas(backend: &Backend, change: impl Fn(String) -> String) {
    let table = change(AREAS.replacen(",note\n", ",closed\n", 1));
    import_areas(backend, ImportFile { name: "areas.csv", bytes: table.as_bytes() }).await.unwrap();
}

/// Imports the table of areas anew: one estate has become a part of another, or of none any more.
pub async fn merge_estate(backend: &Backend, estate: &str, into: &str) {
    let row = |line: &str| {
        let more = match line.split(',').next() {
            Some("code") => "merged_into",
            Some(code) if code == estate => into,
            _ => "",
        };
        format!("{line},{more}")
    };
    change_areas(backend, |table| table.lines().map(row).collect::<Vec<_>>().join("\n")).await;
}
