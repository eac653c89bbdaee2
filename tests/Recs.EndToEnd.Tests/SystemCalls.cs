namespace Recs.EndToEnd.Tests;

/// <summary>What strace wrote of a server: which calls of its threads ended, in order.</summary>
/// <param name="lines">As strace writes them with <c>-f -o</c>.</param>
public sealed class SystemCalls(IReadOnlyList<string> lines)
{
    // Detached, so that the server keeps the process id it was started with; only the calls that are asked for are stopped.
    public static IReadOnlyList<string> Tracer(string file) =>
        ["strace", "-D", "-f", "--seccomp-bpf", "-s", "300", "-e", "trace=fsync,fdatasync,recvmsg,recvfrom,sendmsg,sendto", "-o", file];

    /// <summary>
    /// For each answer of 202: how many syncs began and ended between the receipt of its event, known by its message id, and the
    /// first byte of the answer.
    /// </summary>
    public IReadOnlyList<int> SyncsBeforeAnswers(IEnumerable<string> messageIds) => [.. messageIds.Select(SyncsBeforeAnswer)];

    private int SyncsBeforeAnswer(string messageId)
    {
        var (begun, syncs) = (new HashSet<string>(), -1);
        foreach (var line in lines)
        {
            var thread = line.Split(' ', 2)[0];
            if (line.Contains($"\\\"{messageId}\\\"", StringComparison.Ordinal)) syncs = Math.Max(syncs, 0);
            if (syncs < 0) continue;
            if (line.Contains("sync(", StringComparison.Ordinal)) begun.Add(thread);
            if (line.Contains("sync", StringComparison.Ordinal) && line.EndsWith("= 0", StringComparison.Ordinal) && begun.Remove(thread)) syncs++;
            if (line.Contains("\"HTTP/1.1 202", StringComparison.Ordinal)) return syncs;
        }

        throw new InvalidOperationException(
            $"The trace of {lines.Count} calls does not show event {messageId} {(syncs < 0 ? "received" : "answered with 202")}. Its end:\n{string.Join('\n', lines.TakeLast(20))}");
    }
}
