//! German at 80x24, where words are longest and room is least: no label of the program's own is cut in any picture that is kept of it.

use std::path::Path;

/// Names of holidays stand in the cells of the calendar, which are as wide as they can be.
const MAY_BE_CUT: &[&str] = &["Reformationstag", "Weihnachten", "2. Weihnachtstag", "1. Weihnachtstag"];

/// Letters of a label of which that much is told before it is cut: fewer are other words' beginnings.
const LEAST: usize = 5;

/// What the catalogue says by itself, without what is put in.
fn labels() -> Vec<String> {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/de/touchbase.ftl")).unwrap();
    let said = |line: &str| line.split_once(" = ").or(line.split_once("] ")).map(|(_, said)| said.trim().to_owned());
    let plain = |said: String| said.split(['{', '}']).step_by(2).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    text.lines().filter_map(said).flat_map(plain).filter(|part| part.chars().count() > LEAST).collect()
}

#[test]
fn no_label_is_cut_in_german_at_80x24() {
    let labels = labels();
    let is_cut = |run: &str| {
        let is_it = |label: &&String| label.starts_with(run) && label.len() > run.len() && !label.ends_with('…');
        labels.iter().find(is_it).filter(|label| !MAY_BE_CUT.contains(&label.as_str())).cloned()
    };
    assert!(is_cut("Rückmeldun").is_some() && is_cut("Rückmeldungen der Welt").is_none(), "it would be seen");
    let (mut seen, mut wrong) = (0, Vec::new());
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with("_de_80x24.snap") {
            continue;
        }
        seen += 1;
        let picture = std::fs::read_to_string(&path).unwrap();
        for line in picture.lines().skip(4) {
            for (at, _) in line.match_indices('…') {
                let run = line[..at].rsplit("  ").next().unwrap_or_default().rsplit(['│', '▌', '─', '·']).next();
                let run = run.unwrap_or_default().trim();
                if run.chars().count() >= LEAST
                    && let Some(label) = is_cut(run)
                {
                    wrong.push(format!("{name}: {run}… of {label:?}"));
                }
            }
        }
    }
    assert!(seen > 100, "{seen} pictures");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
