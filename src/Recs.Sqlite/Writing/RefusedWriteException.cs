namespace Recs.Sqlite.Writing;

/// <summary>A write that is wrong in itself, found before anything of it was written: its sender gets the reason, and the others of its group are written.</summary>
internal sealed class RefusedWriteException(ArgumentException reason) : Exception(reason.Message, reason);
