use super::*;

#[test]
fn tables_name_each_path_once_and_hold_a_title() {
    for source in &SOURCES {
        assert!(source.table.says("title"), "{}", source.name);
    }
}
