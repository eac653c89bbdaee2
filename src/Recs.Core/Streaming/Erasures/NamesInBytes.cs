using System.Text;

namespace Recs.Core.Streaming.Erasures;

/// <summary>Tells quickly whether stored bytes can name one of some ids at all: texts are stored as they are.</summary>
internal sealed class NamesInBytes(IEnumerable<string> ids)
{
    private readonly byte[][] _ids = [.. ids.Select(Encoding.UTF8.GetBytes)];

    public bool IsIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var id in _ids)
        {
            if (bytes.IndexOf(id) >= 0) return true;
        }

        return false;
    }

    /// <summary>The places, among the ids, of those the bytes may name.</summary>
    public IEnumerable<int> In(ReadOnlyMemory<byte> bytes)
    {
        for (var i = 0; i < _ids.Length; i++)
        {
            if (bytes.Span.IndexOf(_ids[i]) >= 0) yield return i;
        }
    }
}
