using System.Buffers;

namespace Recs.Cli.Export.Rows;

/// <summary>How rows of a kind are written.</summary>
internal interface IRowFormat<in T>
{
    /// <summary>What stands before the first row.</summary>
    void Begin(IBufferWriter<byte> page);

    /// <summary>Writes what becomes of one thing.</summary>
    /// <returns>How many rows that is.</returns>
    int Write(T row, IBufferWriter<byte> page);
}
