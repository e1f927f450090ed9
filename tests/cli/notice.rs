//! `due --brief` and `due --notify`: what a prompt, a greeting, cron and a systemd timer get of who is due.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use crate::desk::{Desk, Said, said};

/// A desk with four who are due.
fn due() -> Desk {
    let desk = Desk::with_contacts();
    desk.ok(&["add", "Bernd Kaiser"]);
    desk.ok(&["add", "Eve & <b>Co</b>\u{202e}"]);
    for who in ["Anna Müller", "Deniz", "Bernd", "Eve"] {
        desk.ok(&["follow-up", who, "send offer", "--due", "today"]);
    }
    desk
}

/// A program that writes its arguments, a line each, and what it reads, to `NAME.said`.
fn program(desk: &Desk, name: &str, ends: u8) {
    let bin = desk.path("bin");
    fs::create_dir_all(&bin).unwrap();
    let to = desk.path(&format!("{name}.said"));
    let script = format!(
        "#!/bin/sh\n{{ printf '%s\\n' \"$@\" \"$DBUS_SESSION_BUS_ADDRESS\"; cat; }} > '{}'\nexit {ends}\n",
        to.display()
    );
    fs::write(bin.join(name), script).unwrap();
    fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
}

/// As a unit or cron runs it: no terminal, and of the environment only what is given.
fn notify(desk: &Desk, by: &str, environment: &[(&str, &str)], options: &[&str]) -> Said {
    let config = desk.file("c.toml", format!("[notify]\nby = [{by}]\n"));
    let mut command = desk.command(&[&["--config", &config, "due", "--notify"], options].concat());
    let path = format!("{}:/usr/bin:/bin", desk.path("bin").display());
    said(command.env("PATH", path).envs(environment.iter().copied()))
}

fn heard(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.path(&format!("{name}.said"))).unwrap_or_default()
}

#[test]
fn a_prompt_gets_one_line_or_none() {
    let desk = due();
    assert_eq!(desk.ok(&["due", "--brief"]), "4 due: Anna Müller, Bernd Kaiser, Deniz Çelik and 1 more\n");
    assert_eq!(
        desk.ok(&["--lang", "de", "due", "--brief"]),
        "4 fällig: Anna Müller, Bernd Kaiser, Deniz Çelik und 1 weiterer\n"
    );
    assert_eq!(desk.ok(&["due", "--brief=count"]), "4\n");
    assert_eq!(desk.json(&["due", "--brief"])["first"], json!(["Anna Müller", "Bernd Kaiser", "Deniz Çelik"]));
    assert_eq!(desk.run(&["due", "--brief", "--check"]).status, 1);
    let idle = Desk::with_contacts();
    assert_eq!(idle.ok(&["due", "--brief"]), "");
    let nowhere = Desk::new();
    assert_eq!(nowhere.run(&["due", "--brief=count"]).out, "");
    assert!(!nowhere.store().exists(), "a prompt makes no store");
}

#[test]
fn a_desktop_gets_a_notice() {
    let desk = due();
    program(&desk, "notify-send", 0);
    let bus = ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/somewhere/bus");
    let told = notify(&desk, "\"desktop\"", &[bus], &[]);
    assert_eq!((told.status, told.out.as_str(), told.err.as_str()), (0, "", ""), "{told:?}");
    let said = heard(&desk, "notify-send");
    assert!(
        said.contains("touchbase: 4 due\n") && said.contains("Anna Müller · ") && said.contains("send offer"),
        "{said}"
    );
    assert!(said.contains("Eve &amp; &lt;b&gt;Co&lt;/b&gt;") && said.contains(bus.1), "{said}");
    // Cron says nothing of the bus: it lies where systemd puts it.
    let runtime = desk.path("run");
    fs::create_dir(&runtime).unwrap();
    fs::write(runtime.join("bus"), "").unwrap();
    let runtime = runtime.to_str().unwrap();
    assert_eq!(notify(&desk, "\"desktop\"", &[("XDG_RUNTIME_DIR", runtime)], &[]).status, 0);
    assert!(heard(&desk, "notify-send").contains(&format!("unix:path={runtime}/bus")));
    let json = notify(&desk, "\"desktop\"", &[bus], &["--json"]);
    assert_eq!(json.out, "{\"by\":\"desktop\",\"due\":4}\n");
}

#[test]
fn the_first_way_that_works_is_the_only_one() {
    let desk = due();
    program(&desk, "notify-send", 1);
    program(&desk, "sendmail", 0);
    let bus = ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/somewhere/bus");
    let told = notify(&desk, "\"desktop\", \"mail\", \"bell\"", &[bus], &["--json"]);
    assert_eq!((told.status, told.out.as_str()), (0, "{\"by\":\"mail\",\"due\":4}\n"), "{told:?}");
    let mail = heard(&desk, "sendmail");
    assert!(
        mail.contains("Subject: touchbase: 4 due\n") && mail.contains("\n\ntouchbase: 4 due\n\nAnna Müller · "),
        "{mail}"
    );
    program(&desk, "sendmail", 75);
    let failed = notify(&desk, "\"desktop\", \"mail\"", &[bus], &[]);
    assert_eq!((failed.status, failed.out.as_str()), (3, ""), "{failed:?}");
    assert!(
        failed.err.contains("nobody could be told who is due: desktop: ") && failed.err.contains("mail: "),
        "{failed:?}"
    );
    let nowhere = desk.path("nowhere");
    let none = notify(&desk, "\"desktop\"", &[("XDG_RUNTIME_DIR", nowhere.to_str().unwrap())], &[]);
    assert!(none.status == 3 && none.err.contains("desktop: no desktop here"), "{none:?}");
}

#[test]
fn where_nobody_is_due_nobody_is_told() {
    let desk = Desk::with_contacts();
    program(&desk, "sendmail", 0);
    let told = notify(&desk, "\"mail\"", &[], &[]);
    assert_eq!((told.status, told.out.as_str(), told.err.as_str()), (0, "", ""), "{told:?}");
    assert_eq!(heard(&desk, "sendmail"), "");
}
