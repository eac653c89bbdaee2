namespace Recs.Simulation.Shoppers;

/// <param name="Id">The anonymous id that stands in its storage.</param>
/// <param name="Type">pc, mobile, tablet or app.</param>
public sealed record Device(string Id, string Type);
