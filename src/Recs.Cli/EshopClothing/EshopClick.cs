namespace Recs.Cli.EshopClothing;

/// <summary>A line of the data set: a visitor of the shop clicks on a model.</summary>
/// <param name="Day">The day, in the shop's time zone; the data tell no time of day.</param>
/// <param name="Order">Which click of the session, from 1.</param>
/// <param name="Country">Its number, 1 to 47.</param>
/// <param name="Session">Its number.</param>
/// <param name="Category">1 trousers, 2 skirts, 3 blouses, 4 sale.</param>
/// <param name="Model">The code of the product.</param>
/// <param name="Colour">Its number, 1 to 14.</param>
/// <param name="Place">Where the photograph stood on the page, 1 to 6.</param>
/// <param name="Price">In US dollars.</param>
/// <param name="Page">The page of the shop, 1 to 5.</param>
public sealed record EshopClick(DateOnly Day, int Order, int Country, int Session, int Category, string Model, int Colour, int Place, decimal Price, int Page);
