//! Letters that are one to a reader and several in a text: marks of their own, full width, ligatures.

/// What a mark makes of the letter before it, in pairs: what stands before, and both as one letter.
const MARKS: [(char, &str); 17] = [
    ('\u{300}', "aàeèiìnǹoòuùwẁyỳâầêềôồăằơờưừüǜ"),
    ('\u{301}', "aácćeégǵiíkḱlĺmḿnńoópṕrŕsśuúwẃyýzźâấêếôốăắơớưứüǘçḉαάεέηήιίοόυύωώ"),
    ('\u{302}', "aâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷzẑạậẹệọộ"),
    ('\u{303}', "aãeẽiĩnñoõuũvṽyỹâẫêễôỗăẵơỡưữ"),
    ('\u{304}', "aāeēgḡiīoōuūyȳäǟöȫüǖ"),
    ('\u{306}', "aăeĕgğiĭoŏuŭạặийуў"),
    ('\u{307}', "aȧbḃcċdḋeėfḟgġhḣmṁnṅoȯpṗrṙsṡtṫwẇxẋyẏzż"),
    ('\u{308}', "aäeëhḧiïoötẗuüwẅxẍyÿеёіїιϊυϋ"),
    ('\u{309}', "aảeẻiỉoỏuủyỷâẩêểôổăẳơởưử"),
    ('\u{30a}', "aåuůwẘyẙ"),
    ('\u{30b}', "oőuű"),
    ('\u{30c}', "aǎcčdďeěgǧhȟiǐjǰkǩlľnňoǒrřsštťuǔzž"),
    ('\u{31b}', "oơuư"),
    ('\u{323}', "aạbḅdḍeẹhḥiịkḳlḷmṃnṇoọrṛsṣtṭuụvṿwẉyỵzẓâậêệôộăặơợưự"),
    ('\u{326}', "sștț"),
    ('\u{327}', "cçdḑeȩgģhḩkķlļnņrŗsştţ"),
    ('\u{328}', "aąeęiįoǫuų"),
];

/// Whether a character is a mark on the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A character of full width as the one that is typed.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        other => other,
    }
}

/// The letters of a ligature, as PDF files hold them, and of one that has no capital of its own in most writing.
fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        'ß' => "ss",
        _ => return None,
    })
}

/// Adds a small letter to a word, as one with the letter before it if it is a mark on it.
pub(super) fn push(word: &mut String, c: char) {
    let letter = word.chars().next_back().filter(|_| is_mark(c));
    if let Some(one) = letter.and_then(|letter| composed(letter, c)) {
        word.pop();
        word.push(one);
    } else if let Some(letters) = ligature(c) {
        word.push_str(letters);
    } else {
        word.push(narrow(c));
    }
}

fn composed(letter: char, mark: char) -> Option<char> {
    let (_, pairs) = MARKS.iter().find(|(known, _)| *known == mark)?;
    let mut pairs = pairs.chars();
    while let (Some(before), Some(one)) = (pairs.next(), pairs.next()) {
        if before == letter {
            return Some(one);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_makes_one_letter_of_two() {
        for (mark, pairs) in MARKS {
            assert!(is_mark(mark) && pairs.chars().count().is_multiple_of(2), "{pairs}");
            let letters: Vec<char> = pairs.chars().collect();
            for pair in letters.chunks(2) {
                assert_eq!(composed(pair[0], mark), Some(pair[1]));
                assert!(pair[0].is_lowercase() && pair[1].is_lowercase() && pair[0] != pair[1], "{pair:?}");
            }
        }
    }

    #[test]
    fn a_word_reads_the_same_in_each_writing() {
        for (written, read) in [
            ("mu\u{308}ller", "müller"),
            ("nguye\u{302}\u{303}n", "nguyễn"),
            ("ｎｏｒｄ７", "nord7"),
            ("o\u{fb03}ce", "office"),
            ("q\u{308}", "q\u{308}"),
            ("\u{308}a", "\u{308}a"),
        ] {
            let mut word = String::new();
            written.chars().for_each(|c| push(&mut word, c));
            assert_eq!(word, read);
        }
    }
}
