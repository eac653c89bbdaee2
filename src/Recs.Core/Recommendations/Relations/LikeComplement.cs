namespace Recs.Core.Recommendations.Relations;

/// <param name="Item">Its number in the catalogue.</param>
/// <param name="Score">Above 0.</param>
/// <param name="Pairs">How often products like the one and like the other lay in one basket.</param>
/// <param name="Expected">How often chance would have brought them there.</param>
/// <param name="Share">Of the basket weight of products like the one, what falls to a product like the other.</param>
internal readonly record struct LikeComplement(int Item, double Score, double Pairs, double Expected, double Share);
