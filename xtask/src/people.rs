//! The people of the demo district, as `diandiantong demo-data` prints them: role, phone, name.

use crate::failure::Failure;
use crate::text;

/// One person with one role.
#[derive(Debug, PartialEq, Eq)]
pub struct Person {
    role: String,
    phone: String,
    name: String,
}

/// Reads lines of «角色\t电话\t姓名».
///
/// # Errors
/// [`Failure::BadInput`] when there is no such line.
pub fn read(lines: &str) -> Result<Vec<Person>, Failure> {
    let people: Vec<Person> = lines.lines().filter_map(person).collect();
    if people.is_empty() {
        let reason = "没有列出任何人，请加上 --reset 重新生成演示数据。".to_owned();
        return Err(Failure::BadInput { path: "演示数据".to_owned(), reason });
    }
    Ok(people)
}

fn person(line: &str) -> Option<Person> {
    let mut cells = line.split('\t').map(|cell| cell.trim().to_owned());
    let person = Person { role: cells.next()?, phone: cells.next()?, name: cells.next()? };
    let is_phone = person.phone.len() >= 5 && person.phone.bytes().all(|byte| byte.is_ascii_digit());
    is_phone.then_some(person)
}

/// The first person of each role, as lines of a table.
pub fn one_of_each_role(people: &[Person]) -> Vec<String> {
    let mut shown: Vec<&Person> = Vec::new();
    for person in people {
        if shown.iter().all(|other| other.role != person.role) {
            shown.push(person);
        }
    }
    let row = |person: &&Person| vec![person.role.clone(), person.phone.clone(), person.name.clone()];
    text::table(&shown.iter().map(row).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "居民\t13800000001\t王秀英\n居民\t13800000002\t李强\n社区书记\t13800000003\t张伟\n";

    #[test]
    fn each_role_is_shown_once() {
        let people = read(LINES).unwrap();
        assert_eq!(people.len(), 3);
        assert_eq!(
            one_of_each_role(&people),
            ["居民      13800000001  王秀英", "社区书记  13800000003  张伟"]
        );
    }

    #[test]
    fn other_lines_do_not_count() {
        assert!(read("导入完成\n角色\t电话\t姓名\n").is_err());
    }
}
