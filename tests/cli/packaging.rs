//! What is installed beside the program: the manual page, the units for systemd, and what a Debian package holds.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::desk::Desk;

/// The manual page as `man` shows it.
#[test]
fn the_manual_page_is_rendered_without_a_warning() {
    let desk = Desk::new();
    let page = desk.file("touchbase.1", desk.ok(&["man"]));
    let mut man = Command::new("man");
    man.env("LC_ALL", "C.UTF-8").env("MANWIDTH", "80").env("MANROFFSEQ", "").args(["--warnings", "-l", &page]);
    let Ok(shown) = man.output() else {
        return eprintln!("skipped: no man here");
    };
    let said = String::from_utf8_lossy(&shown.stderr);
    assert!(shown.status.success() && said.is_empty(), "{said}");
    let shown = String::from_utf8(shown.stdout).unwrap();
    for words in
        ["whom to touch base with today", "touchbase log [OPTIONS] <CONTACT> [LINE]", "EXIT STATUS", "--read-only"]
    {
        assert!(shown.contains(words), "{words} isn't in {shown}");
    }
    assert!(!shown.contains("touchbase complete "), "it is nobody's to type");
}

/// The units of the package, as systemd itself reads them.
#[test]
fn the_units_are_sound() {
    let units = concat!(env!("CARGO_MANIFEST_DIR"), "/packaging/systemd");
    let service = fs::read_to_string(format!("{units}/touchbase-due.service")).unwrap();
    let timer = fs::read_to_string(format!("{units}/touchbase-due.timer")).unwrap();
    let line = service.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    assert_eq!(line, "touchbase due --notify");
    assert!(timer.contains("OnCalendar=Mon..Fri") && timer.contains("WantedBy=timers.target"), "{timer}");
    // It looks whether the program is there: where it isn't installed its name is one that is.
    let desk = Desk::new();
    desk.file("touchbase-due.service", service.replace(line, "/bin/true"));
    desk.file("touchbase-due.timer", timer);
    let names = ["touchbase-due.service", "touchbase-due.timer"].map(|name| desk.path(name));
    let verify = Command::new("systemd-analyze")
        .args(["verify", "--user", "--man=no"])
        .args(names)
        .env("XDG_RUNTIME_DIR", desk.path(""))
        .output();
    match verify {
        Ok(verify) => {
            let said = String::from_utf8_lossy(&verify.stderr);
            let ours: Vec<&str> = said.lines().filter(|line| line.contains("touchbase-due")).collect();
            assert!(ours.is_empty(), "{ours:?}");
        }
        Err(_) => eprintln!("skipped: no systemd-analyze here"),
    }
}

#[test]
fn what_the_debian_package_holds_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
    let deb = manifest["package"]["metadata"]["deb"].as_table().unwrap();
    let assets = deb["assets"].as_array().unwrap();
    let file = |asset: &toml::Value| asset[0].as_str().unwrap().to_owned();
    let files: Vec<String> = assets.iter().map(file).collect();
    for file in files.iter().filter(|file| !file.starts_with("target/")) {
        assert!(root.join(file).is_file(), "{file} is packaged and isn't there");
    }
    let mut open = vec![root.join("packaging")];
    while let Some(dir) = open.pop() {
        for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            let is_debians = name.starts_with("packaging/debian/");
            if path.is_dir() {
                open.push(path);
            } else {
                assert!(is_debians || files.contains(&name), "{name} isn't packaged");
            }
        }
    }
    let changes = fs::read_to_string(root.join("packaging/debian/changelog")).unwrap();
    let newest = format!("touchbase ({}-1)", env!("CARGO_PKG_VERSION"));
    assert!(changes.starts_with(&newest), "packaging/debian/changelog doesn't begin with {newest}");
}
