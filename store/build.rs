//! Compiles the store again where a migration is added, which the macro that takes them in does not notice.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
