//! What may be wrong with a file before any of its rows is looked at.

use super::{errors, file, places};
use crate::support::{both, district};
use backend::import::{
    ERRORS_LIMIT, FileEncoding, ImportFailure, ImportFile, import_areas, import_people, recode,
};
use std::fmt::Write;

const HEADER: &str = "code,kind,parent_code,name,households,note\n";

#[tokio::test]
async fn the_mark_of_spreadsheets_and_their_line_ends_are_forgiven() {
    both(|backend| async move {
        let table = format!(
            "\u{feff}{}L,district,,\"花桥\"\"镇\"\"\",0,\r\n,,,,,\r\n\r\n",
            HEADER.replace('\n', "\r\n")
        );
        assert_eq!(import_areas(&backend, file("areas.csv", &table)).await.unwrap().added, 1);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_header_is_told_by_column() {
    both(|backend| async move {
        let table = "code,kind,kind,parent,name\nL,district,,,花桥\n";
        let errors = errors(import_areas(&backend, file("areas.csv", table)).await);
        let told: Vec<_> =
            errors.iter().map(|error| (error.line, error.column.as_str(), error.reason.as_str())).collect();
        assert_eq!(
            told,
            [
                (1, "kind", "这一列有两个，请删掉一个"),
                (1, "parent", "不认识这一列，请照样表的表头来写"),
                (1, "parent_code", "表头里少了这一列，请补上"),
                (1, "households", "表头里少了这一列，请补上"),
            ]
        );
        let empty = places(import_areas(&backend, file("areas.csv", "")).await);
        assert_eq!(empty.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_row_of_the_wrong_length_is_told_with_its_line() {
    both(|backend| async move {
        let table = format!("{HEADER}L,district,,花桥,0,\nL1,office,L,东城,西城,0,\nL2,office\n");
        let errors = errors(import_areas(&backend, file("areas.csv", &table)).await);
        assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [3, 4]);
        assert!(errors[0].reason.starts_with("这一行有 7 格，表头有 6 格"), "{}", errors[0]);
    })
    .await;
}

#[tokio::test]
async fn another_encoding_is_told_plainly() {
    both(|backend| async move {
        let mut gbk = format!("{HEADER}L,district,,").into_bytes();
        gbk.extend([0xbb, 0xa8, 0xc7, 0xc5]); // 花桥
        gbk.extend(b",0,\n");
        let cases: [(&[u8], u64, &str); 3] = [
            (
                &gbk,
                2,
                "不是 UTF-8 编码，像是 GB18030（GBK）：这样读，里面有“花桥”。\
                 对的话加上 --encoding gb18030 再导入；不对就在表格软件里另存为“CSV UTF-8”",
            ),
            (b"\xff\xfec\0o", 1, "是 UTF-16 编码，可是不完整，请在表格软件里另存为“CSV UTF-8”再导入"),
            (b"PK\x03\x04whatever", 1, "这是 Excel 文件，请在表格软件里另存为“CSV UTF-8”再导入"),
        ];
        for (bytes, line, reason) in cases {
            let error =
                errors(import_areas(&backend, ImportFile { name: "areas.csv", bytes }).await).remove(0);
            assert_eq!((error.line, error.reason.as_str()), (line, reason));
        }
        let named = recode(ImportFile { name: "areas.csv", bytes: &gbk }, FileEncoding::Gb18030).unwrap();
        assert_eq!(named.sample, "花桥");
        let file = ImportFile { name: "areas.csv", bytes: &named.bytes };
        assert_eq!(import_areas(&backend, file).await.unwrap().added, 1);
    })
    .await;
}

#[tokio::test]
async fn what_a_spreadsheet_saves_as_unicode_text_is_read() {
    both(|backend| async move {
        let table = format!(
            "\u{feff}{}L\tdistrict\t\t花桥\t0\t\r\n",
            HEADER.replace(',', "\t").replace('\n', "\r\n")
        );
        let bytes: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let file = ImportFile { name: "areas.txt", bytes: &bytes };
        assert_eq!(import_areas(&backend, file).await.unwrap().added, 1);
    })
    .await;
}

#[tokio::test]
async fn a_field_that_is_too_long_is_refused() {
    both(|backend| async move {
        let table = format!("{HEADER}L,district,,{},0,{}\n", "长".repeat(31), "长".repeat(201));
        let told = places(import_areas(&backend, file("areas.csv", &table)).await);
        assert_eq!(told, [(2, "name".into()), (2, "note".into())]);
    })
    .await;
}

#[tokio::test]
async fn no_more_than_fifty_errors_are_told() {
    both(|backend| async move {
        district(&backend).await;
        let mut table = "phone,name,role,area,team\n".to_owned();
        for line in 0..ERRORS_LIMIT + 7 {
            writeln!(table, "{line},某人,,,").unwrap();
        }
        let failure = import_people(&backend, file("people.csv", &table)).await.unwrap_err();
        let ImportFailure::Rows { errors, more } = &failure else { panic!("{failure:?}") };
        assert_eq!((errors.len(), *more), (50, 7));
        let lines: Vec<_> = failure.to_string().lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 51);
        assert_eq!(lines[50], "还有 7 处，请改好上面这些再试");
    })
    .await;
}
