//! What is to be said of where the store lies before anything goes wrong there: whether it is a network file system,
//! whether anything can be saved, and whether the machine's clock can be right. Only looks; nothing is written to find out.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};
use rustix::fs::{Access, access, statvfs};
use rustix::io::Errno;

use super::error::{Result, StoreError};
use super::layout;

/// Something that the user should know of the store's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// It lies on a network file system, named as its users know it ("NFS"). Locks may not hold there, and what is called
    /// saved may be lost.
    Network { path: PathBuf, system: String },
    /// The clock stands before what was saved last.
    Clock { now: DateTime<FixedOffset>, last: DateTime<FixedOffset> },
    /// Nothing can be saved there at the moment.
    NoSaving { path: PathBuf, why: NoSaving },
}

/// Why nothing can be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSaving {
    /// There is no room on the disk.
    Full,
    /// The file system is mounted to be read only.
    ReadOnly,
    /// The user may not write there.
    Denied,
    /// The directory was moved, removed or unmounted.
    Gone,
}

/// All there is to say of the store in `dir`, whose files of these paths are written at every commit.
pub(super) fn warnings(dir: &Path, written: &[PathBuf]) -> Vec<Warning> {
    let path = || dir.to_owned();
    let network = network(dir).map(|system| Warning::Network { path: path(), system });
    let no_saving = no_saving(dir, written).map(|why| Warning::NoSaving { path: path(), why });
    network.into_iter().chain(no_saving).collect()
}

/// What there is to say of the clock where the last set was saved at `last`. An hour is no reason: some clocks are only put
/// right a while after the start.
pub(super) fn clock(now: DateTime<FixedOffset>, last: Option<DateTime<FixedOffset>>) -> Option<Warning> {
    let last = last.filter(|last| *last - now > TimeDelta::hours(1))?;
    Some(Warning::Clock { now, last })
}

fn no_saving(dir: &Path, written: &[PathBuf]) -> Option<NoSaving> {
    if is_gone(dir) {
        return Some(NoSaving::Gone);
    }
    let places = std::iter::once(dir).chain(written.iter().map(PathBuf::as_path));
    for place in places {
        match access(place, Access::WRITE_OK) {
            Err(Errno::ROFS) => return Some(NoSaving::ReadOnly),
            Err(Errno::ACCESS | Errno::PERM) => return Some(NoSaving::Denied),
            // One that isn't there yet will be made.
            Ok(()) | Err(_) => {}
        }
    }
    let room = statvfs(dir).ok()?;
    let free = if rustix::process::geteuid().is_root() { room.f_bfree } else { room.f_bavail };
    // Some file systems don't say how big they are.
    (free == 0 && room.f_blocks > 0).then_some(NoSaving::Full)
}

/// Whether there is no room left.
pub(super) fn is_full(dir: &Path) -> bool {
    matches!(no_saving(dir, &[]), Some(NoSaving::Full))
}

/// Whether the store that was in `dir` isn't there any more; one of which only parts are left is damaged instead.
pub(super) fn is_gone(dir: &Path) -> bool {
    let absent = |path: &Path| matches!(fs::metadata(path), Err(error) if error.kind() == std::io::ErrorKind::NotFound);
    absent(dir) || fs::read_dir(dir).is_ok() && !layout::holds_store(dir)
}

/// Whether the store in `dir` lies on a network: others' changes aren't told of there.
pub(super) fn is_on_network(dir: &Path) -> bool {
    network(dir).is_some()
}

/// Refuses to make anything in a place from which the store has vanished.
pub(super) fn require_there(dir: &Path) -> Result<()> {
    if is_gone(dir) { Err(StoreError::Gone { path: dir.to_owned() }) } else { Ok(()) }
}

/// Whether the open file of this device and inode is the one that lies at `path`.
pub(super) fn is_in_place(file: &fs::File, path: &Path) -> bool {
    let id = |meta: fs::Metadata| (meta.dev(), meta.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(there)) => id(open) == id(there),
        _ => false,
    }
}

/// The network file system that `path` lies on, if it is one.
#[cfg(target_os = "linux")]
fn network(path: &Path) -> Option<String> {
    // The system's type differs in width and sign from machine to machine; the number has 32 bits.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::unnecessary_cast, reason = "see above")]
    let magic = rustix::fs::statfs(path).ok()?.f_type as u32;
    if magic != FUSE {
        return NETWORKS.iter().find(|(known, _)| *known == magic).map(|(_, name)| (*name).to_owned());
    }
    let kind =
        mounted_as(&fs::read_to_string("/proc/self/mountinfo").unwrap_or_default(), fs::metadata(path).ok()?.dev());
    fuse(kind.as_deref().unwrap_or("fuse"))
}

/// The numbers by which Linux tells file systems on a network, or on the other side of a virtual machine (statfs(2), and
/// magic.h of its sources).
#[cfg(target_os = "linux")]
const NETWORKS: [(u32, &str); 20] = [
    (0x6969, "NFS"),
    (0x517b, "SMB"),
    (0xff53_4d42, "SMB"),
    (0xfe53_4d42, "SMB"),
    (0x0102_1997, "9p"),
    (0x5346_414f, "AFS"),
    (0x6b41_4653, "AFS"),
    (0x00c3_6400, "Ceph"),
    (0x0bd0_0bd0, "Lustre"),
    (0x4750_4653, "GPFS"),
    (0x0116_1970, "GFS2"),
    (0x7461_636f, "OCFS2"),
    (0x7375_7245, "Coda"),
    (0x564c, "NCP"),
    (0x1983_0326, "BeeGFS"),
    (0xaad7_aaea, "PanFS"),
    (0x2003_0528, "PVFS2"),
    (0x786f_4256, "VirtualBox"),
    (0xbacb_acbc, "VMware"),
    (0x013111a8, "IBRIX"),
];

#[cfg(target_os = "linux")]
const FUSE: u32 = 0x6573_5546;

/// What a mount of this device is called in the list of mounts (proc_pid_mountinfo(5)): its type stands behind the hyphen.
#[cfg(target_os = "linux")]
fn mounted_as(mounts: &str, dev: u64) -> Option<String> {
    let device = format!("{}:{}", rustix::fs::major(dev), rustix::fs::minor(dev));
    let line = mounts.lines().rfind(|line| line.split(' ').nth(2) == Some(&device))?;
    line.split_once(" - ")?.1.split(' ').next().map(str::to_owned)
}

/// The program behind a FUSE mount of this type, unless it is known to keep its files on this machine.
#[cfg(target_os = "linux")]
fn fuse(kind: &str) -> Option<String> {
    const LOCAL: [&str; 12] = [
        "fuse-overlayfs",
        "gocryptfs",
        "encfs",
        "cryfs",
        "securefs",
        "veracrypt",
        "bindfs",
        "mergerfs",
        "ntfs-3g",
        "exfat",
        "fuse2fs",
        "fuse-ext2",
    ];
    let program = kind.strip_prefix("fuse.").unwrap_or(kind);
    // A disk of this machine.
    let is_local = kind == "fuseblk" || LOCAL.contains(&program);
    (!is_local).then(|| if program == "fuse" { "FUSE".to_owned() } else { program.to_owned() })
}

/// The network file system that `path` lies on, if it is one.
#[cfg(target_os = "macos")]
fn network(path: &Path) -> Option<String> {
    let system = rustix::fs::statfs(path).ok()?;
    let bytes = system.f_fstypename.iter().map(|byte| byte.to_ne_bytes()[0]).take_while(|byte| *byte != 0);
    let name = String::from_utf8(bytes.collect()).ok()?;
    let known = [("nfs", "NFS"), ("smbfs", "SMB"), ("afpfs", "AFP"), ("webdav", "WebDAV"), ("ftp", "FTP")];
    let fuse = || (name.contains("fuse") || name.contains("sshfs")).then(|| name.clone());
    known.iter().find(|(kind, _)| *kind == name).map(|(_, said)| (*said).to_owned()).or_else(fuse)
}

/// Elsewhere it isn't known.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn network(_: &Path) -> Option<String> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
29 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
812 29 0:52 / /home/ana/far rw,nosuid,nodev,relatime shared:400 - fuse.sshfs ana@host:/srv rw,user_id=1000
813 29 0:53 / /home/ana/safe rw,nosuid - fuse.gocryptfs /home/ana/.safe rw
814 29 8:17 / /media/stick rw,nosuid - fuseblk /dev/sdb1 rw
";

    #[test]
    fn the_program_behind_a_fuse_mount_is_named_unless_it_is_local() {
        let check = |major, minor, expect: Option<&str>| {
            let kind = mounted_as(MOUNTS, rustix::fs::makedev(major, minor));
            assert_eq!(fuse(kind.as_deref().unwrap_or("fuse")).as_deref(), expect, "{major}:{minor} {kind:?}");
        };
        check(0, 52, Some("sshfs"));
        check(0, 53, None);
        check(8, 17, None);
        check(0, 99, Some("FUSE"));
    }

    #[test]
    fn a_clock_is_wrong_where_it_stands_more_than_an_hour_before_the_last_set() {
        let check = |now: &str, last: Option<&str>, expect: bool| {
            let moment = |text: &str| text.parse::<DateTime<FixedOffset>>().unwrap();
            assert_eq!(clock(moment(now), last.map(moment)).is_some(), expect, "{now} {last:?}");
        };
        check("2026-11-21T09:00:00+01:00", None, false);
        check("2026-11-21T09:00:00+01:00", Some("2026-11-20T09:00:00+01:00"), false);
        check("2026-11-21T09:00:00+01:00", Some("2026-11-21T09:59:00+01:00"), false);
        check("2026-11-21T09:00:00+01:00", Some("2026-11-21T10:01:00+01:00"), true);
        // The same moment in another zone, a day apart on the wall.
        check("2026-11-21T09:00:00-11:00", Some("2026-11-22T09:00:00+14:00"), false);
        check("1970-01-01T00:00:09+00:00", Some("2026-11-21T09:00:00+01:00"), true);
    }

    #[test]
    fn what_no_disk_holds_is_no_network() {
        assert_eq!(network(Path::new("/proc")), None);
        assert_eq!(network(Path::new("/there/is/no/such/place")), None);
    }
}
