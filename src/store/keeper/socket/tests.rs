use super::*;

fn store(name: &str) -> (tempfile::TempDir, PathBuf) {
    let above = tempfile::tempdir().unwrap();
    let dir = above.path().join(name);
    DirBuilder::new().mode(0o700).recursive(true).create(&dir).unwrap();
    (above, dir)
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn it_lies_in_the_store_or_where_that_is_too_long_apart() {
    let check = |name: &str, within: bool| {
        let (_above, dir) = store(name);
        let (listener, bound) = bind(&dir).unwrap();
        assert_eq!(bound.path.starts_with(&dir), within, "{}", bound.path.display());
        assert_eq!((mode(&bound.path), mode(bound.path.parent().unwrap())), (0o600, 0o700));
        connect(&dir).unwrap();
        drop(listener);
        assert!(bound.path.exists() && connect(&dir).is_err(), "nobody listens");
        let (_listener, again) = bind(&dir).unwrap();
        connect(&dir).unwrap();
        again.withdraw();
        assert!(!again.path.exists() && !live().contains(&again));
    };
    check("store", true);
    check(&"long/".repeat(30), false);
}

#[test]
fn anothers_socket_is_neither_removed_nor_used() {
    let (_above, dir) = store("store");
    let (_listener, bound) = bind(&dir).unwrap();
    let gone = Bound { id: (0, 0), ..bound.clone() };
    gone.remove();
    assert!(bound.path.exists(), "another lies there");
    // What isn't private isn't trusted.
    fs::set_permissions(&dir, Permissions::from_mode(0o755)).unwrap();
    assert_eq!(connect_at(&bound.path).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    bound.withdraw();
    fs::set_permissions(&dir, Permissions::from_mode(0o700)).unwrap();
    fs::write(&bound.path, "").unwrap();
    assert!(bind_at(&bound.path).is_err() && bound.path.exists(), "a file isn't removed");
}

#[test]
fn who_takes_nobody_in_is_there() {
    let (_above, dir) = store("store");
    let path = dir.join("keeper.sock");
    let listener = socket().unwrap();
    rustix::net::bind(&listener, &SocketAddrUnix::new(&path).unwrap()).unwrap();
    rustix::net::listen(&listener, 0).unwrap();
    let _first = connect_at(&path).unwrap();
    assert_eq!(connect(&dir).unwrap_err().kind(), io::ErrorKind::WouldBlock, "it is full");
}
