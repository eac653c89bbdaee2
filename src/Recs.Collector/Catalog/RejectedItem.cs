namespace Recs.Collector.Catalog;

/// <summary>A catalogue item that was refused by itself.</summary>
/// <param name="Index">Its place in the request, from 0; of lines, blank ones are not counted.</param>
/// <param name="Id">Its id, if there was one that can be read.</param>
/// <param name="Code">The reason.</param>
/// <param name="Message">The field, what was expected, what was found.</param>
public sealed record RejectedItem(int Index, string? Id, IntakeCode Code, string Message);
