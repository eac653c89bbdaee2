namespace Recs.Core.Recommendations.UpSell;

/// <summary>What two products are compared by to see which one is liked better.</summary>
internal enum LikingEvidence
{
    /// <summary>There is nothing to compare by.</summary>
    None,

    /// <summary>Orders per session that viewed the product.</summary>
    OrderRate,

    /// <summary>The share of the category's orders.</summary>
    Orders,

    /// <summary>The share of the category's views.</summary>
    Views,
}
