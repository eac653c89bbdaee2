namespace Recs.Cli.Evaluation.Forms;

/// <summary>A basket of which one product is not told.</summary>
/// <param name="Cart">The products that are told.</param>
/// <param name="Hidden">The one to find.</param>
internal sealed record HiddenBasket(IReadOnlyList<string> Cart, string Hidden);
