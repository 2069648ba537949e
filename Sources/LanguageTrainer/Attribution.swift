/// What the licences of the lists ask to be said; it stands in the model's file and beside it.
enum Attribution {
  static let text = """
    Drawbridge language model. CC-BY-SA-4.0, https://creativecommons.org/licenses/by-sa/4.0/
    Trained from the word lists of wordfreq 3.1.1 (Robyn Speer and contributors; CC-BY-SA-4.0, Apache-2.0),
    langidentify-full-model 1.0.0 (Jeremy Lilley; Apache-2.0; counted over Wikipedia), Hindi and Marathi words,
    tessdata_fast (Google; Apache-2.0), pypinyin 0.55.0 (mozillazg; MIT) and small lists of our own, with eldc 0.4.0
    (Nito T.M.; Apache-2.0) as a teacher.
    """
}
