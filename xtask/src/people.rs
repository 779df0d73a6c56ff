//! The people of the demo district: what `diandiantong demo-data` tells, and the list of them beside the database.

use crate::failure::Failure;
use crate::terminal;
use locale::{Text, text};
use serde_json::Value;

/// One person to sign in as.
#[derive(Debug, PartialEq, Eq)]
pub struct Person {
    cells: [String; 4],
}

/// The roles, as the list names them and as people read them.
const ROLES: [Text; 9] = [
    Text::new("居民", "resident"),
    Text::new("党员", "party member"),
    Text::new("志愿者队伍", "volunteer team"),
    Text::new("物业", "property company"),
    Text::new("社区工作者", "community staff"),
    Text::new("社区书记", "community lead"),
    Text::new("办事处", "office lead"),
    Text::new("区", "district lead"),
    Text::new("管理员", "administrator"),
];

/// What a person is, in the order of the list's columns.
const KEYS: [&str; 4] = ["role", "phone", "name", "place"];

/// Reads what the program tells: a JSON list.
///
/// # Errors
/// [`Failure::BadInput`] when it is none, or empty.
pub fn told(json: &str) -> Result<Vec<Person>, Failure> {
    let people: Value = serde_json::from_str(json.trim()).unwrap_or_default();
    let person = |told: &Value| {
        let mut cells = KEYS.map(|key| told[key].as_str().map(str::to_owned)).into_iter();
        let mut next = || cells.next().flatten();
        Some(Person { cells: [next()?, next()?, next()?, next()?] })
    };
    some(people.as_array().into_iter().flatten().filter_map(person).collect())
}

/// Reads the list: lines of «身份\t电话\t姓名\t地方».
///
/// # Errors
/// [`Failure::BadInput`] when there is no such line.
pub fn read(list: &str) -> Result<Vec<Person>, Failure> {
    let person = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        Some(Person { cells: cells.try_into().ok()? })
    };
    some(list.lines().filter_map(person).collect())
}

/// The list as [`read`] takes it.
pub fn list(people: &[Person]) -> String {
    people.iter().map(|person| format!("{}\n", person.cells.join("\t"))).collect()
}

fn some(people: Vec<Person>) -> Result<Vec<Person>, Failure> {
    if people.is_empty() {
        let reason = text(
            "没有列出任何人，请加上 --reset 重新生成演示数据。",
            "nobody is listed: make the demo data anew with --reset.",
        )
        .to_owned();
        return Err(Failure::BadInput { path: text("演示数据", "demo data").to_owned(), reason });
    }
    Ok(people)
}

/// The first person of each role, as lines of a table.
pub fn one_of_each_role(people: &[Person]) -> Vec<String> {
    let mut shown: Vec<&Person> = Vec::new();
    for person in people {
        if shown.iter().all(|other| other.cells[0] != person.cells[0]) {
            shown.push(person);
        }
    }
    let row = |person: &&Person| {
        let [role, rest @ ..] = &person.cells;
        let known = ROLES.iter().find(|text| text.chinese() == role);
        let role = known.map_or_else(|| role.clone(), |text| text.said().to_owned());
        std::iter::once(role).chain(rest.iter().cloned()).collect::<Vec<_>>()
    };
    terminal::table(&shown.iter().map(row).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Workspace;
    use locale::{Language, within};

    const JSON: &str = r#"[
        {"name":"王秀英","phone":"13800000001","place":"樾城社区","role":"居民"},
        {"name":"李强","phone":"13800000002","place":"樾城社区","role":"居民"},
        {"name":"张伟","phone":"13800000003","place":"樾河社区","role":"社区书记"}
    ]"#;

    #[test]
    fn each_role_is_shown_once() {
        let lines = one_of_each_role(&told(JSON).unwrap());
        assert_eq!(
            lines,
            ["居民      13800000001  王秀英  樾城社区", "社区书记  13800000003  张伟    樾河社区"]
        );
    }

    #[test]
    fn roles_are_said_in_english() {
        let lines = within(Language::English, || one_of_each_role(&told(JSON).unwrap()));
        assert!(lines[1].starts_with("community lead  13800000003  张伟"), "{lines:?}");
    }

    #[test]
    fn every_role_of_the_product_is_known() {
        let rules = Workspace::find().file("domain/src/accounts/role.rs");
        let rules = std::fs::read_to_string(rules).unwrap();
        let (_, names) = rules.split_once("pub fn name(self)").unwrap();
        let (names, _) = names.split_once("\n    }\n").unwrap();
        let quoted: Vec<_> = names.split('"').skip(1).step_by(2).collect();
        assert_eq!(quoted, ROLES.map(Text::chinese));
    }

    #[test]
    fn the_list_is_read_back() {
        let people = told(JSON).unwrap();
        assert!(list(&people).starts_with("居民\t13800000001\t王秀英\t樾城社区\n"));
        assert_eq!(read(&list(&people)).unwrap(), people);
    }

    #[test]
    fn nobody_is_an_error() {
        for nobody in [told("导入完成"), told("[]"), read("居民\t13800000001\n")] {
            assert!(matches!(nobody, Err(Failure::BadInput { .. })), "{nobody:?}");
        }
    }
}
