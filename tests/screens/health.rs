//! How a relationship stands: in lists, in the record, and the sum of which the figure is made.

use touchbase::domain::condition::Segment;
use touchbase::text::Lang;
use touchbase::tui::effect::{Ask, Effect};

use super::{Screen, check, small};

fn english() -> Screen {
    small(Lang::En, (80, 24))
}

#[test]
fn the_sum_looks_like_this() {
    check("health", "gh");
}

#[test]
fn one_key_shows_the_sum_wherever_somebody_is_selected() {
    let mut screen = english();
    screen.selects("Deniz").play("gh").shows("Health of Deniz Çelik").shows("of 100").shows("complaints");
    screen.shows("The mean of the parts by their weights").play("<esc>").selects("Deniz");
    screen.play("<enter>gh").shows("Health of Deniz Çelik").play("<esc>").shows("(gh why)");
    screen.play("2/anna m<enter>gh").shows("Health of Anna Müller").play("<esc>");
    screen.play("3/hof<enter>gh").shows("Health of Hofmann").shows("rhythm").play("<esc>");
    // Of several it would be unclear whose.
    screen.play("2<esc><esc><space><space>gh").shows("one contact or company");
}

#[test]
fn the_list_is_narrowed_by_it_and_follows_what_happens() {
    let mut screen: Screen = english();
    screen.play("2/health:0..50<enter>").shows("Deniz").shows_not("Anna M");
    screen.play("<esc>/band:warm<enter>").shows_not("Deniz");
}

/// What is counted beside the screen and comes before it is known that something was saved moves no selection.
#[test]
fn what_is_counted_while_something_is_saved_waits() {
    let mut screen = english();
    screen.selects("Deniz");
    let mut saved = None;
    // Anna is due by her rhythm alone, and goes from it.
    screen.play("jjj").selects("Anna");
    for effect in screen.effects_of("ccall: asked<enter>") {
        if matches!(effect, Effect::Save(..)) {
            saved = effect.run(&screen.store);
        }
    }
    let (segments, today) = (vec![Segment::worse()], "2026-11-21".parse().unwrap());
    let counted = Effect::Ask(Ask::Segments { segments, settings: Box::default(), today }).run(&screen.store);
    screen.unanswered(counted.unwrap());
    screen.happens(saved.unwrap());
    screen.selects("Mia").shows("Touched today 1");
}
