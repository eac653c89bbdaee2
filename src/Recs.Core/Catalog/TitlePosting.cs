namespace Recs.Core.Catalog;

/// <summary>A word in a title.</summary>
/// <param name="Number">Of the item, or of the word, whichever is looked up.</param>
/// <param name="Weight">TF-IDF, so that the squares of a title's weights add up to 1.</param>
public readonly record struct TitlePosting(int Number, float Weight);
