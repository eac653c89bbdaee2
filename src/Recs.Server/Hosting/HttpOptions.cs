using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using IPNetwork = System.Net.IPNetwork;

namespace Recs.Server.Hosting;

/// <summary>
/// What one connection, and all of them, may do. The defaults suit browsers on the public internet; Kestrel's own are meant for a
/// server behind others, and let a few slow senders hold much for long.
/// </summary>
public sealed class HttpOptions
{
    // The largest body of the secret key, and what its transfer adds.
    private const long LargestBody = 17 * 1024 * 1024;

    /// <summary>Connections at a time; more are closed at once. Default 10,000, at some 20 KB each. Kestrel: no limit.</summary>
    public long Connections { get; set; } = 10_000;

    /// <summary>Header lines of a request. Default 64 (browsers send 15 to 30). Kestrel: 100.</summary>
    public int HeaderCount { get; set; } = 64;

    /// <summary>Bytes of all header lines. Default 16 KB. Kestrel: 32 KB.</summary>
    public int HeaderBytes { get; set; } = 16 * 1024;

    /// <summary>Bytes of the request line. Default 20 KB: a cart of 200 long ids fits, which does not into Kestrel's 8 KB.</summary>
    public int RequestLineBytes { get; set; } = 20 * 1024;

    /// <summary>How long the header lines may take to arrive. Default 10 seconds. Kestrel: 30.</summary>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may lie idle between requests. Default 60 seconds, longer than a tracker's pause. Kestrel: 130.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The slowest a body may arrive, in bytes a second after <see cref="BodyGrace"/>. Default 1,024, half of what the slowest mobile network sends. Kestrel: 240.</summary>
    public double BodyBytesPerSecond { get; set; } = 1024;

    /// <summary>How long a body may be slower than that. Default 5 seconds; more than 1.</summary>
    public TimeSpan BodyGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests at a time on one HTTP/2 connection. Default 32: a page sends one or two. Kestrel: 100.</summary>
    public int Http2Streams { get; set; } = 32;

    /// <summary>
    /// Proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> count, as addresses or networks (10.0.0.0/8). Default none:
    /// anybody can write those headers. The address serves the rate limits only and is never stored.
    /// </summary>
    public IList<string> TrustedProxies { get; set; } = [];

    internal IEnumerable<string> Problems()
    {
        if (Connections < 1) yield return $"Recs:Http:Connections is {Connections}; at least 1 was expected.";
        if (HeaderCount is < 10 or > 1000) yield return $"Recs:Http:HeaderCount is {HeaderCount}; 10 to 1000 were expected.";
        if (HeaderBytes is < 1024 or > 128 * 1024) yield return $"Recs:Http:HeaderBytes is {HeaderBytes}; 1024 to {128 * 1024} were expected.";
        if (RequestLineBytes is < 1024 or > 128 * 1024) yield return $"Recs:Http:RequestLineBytes is {RequestLineBytes}; 1024 to {128 * 1024} were expected.";
        if (HeadersTimeout < TimeSpan.FromSeconds(1)) yield return $"Recs:Http:HeadersTimeout is {HeadersTimeout}; at least 1 second was expected.";
        if (KeepAlive < TimeSpan.FromSeconds(1)) yield return $"Recs:Http:KeepAlive is {KeepAlive}; at least 1 second was expected.";
        if (!(BodyBytesPerSecond > 0)) yield return $"Recs:Http:BodyBytesPerSecond is {BodyBytesPerSecond}; more than 0 was expected.";
        if (BodyGrace <= TimeSpan.FromSeconds(1)) yield return $"Recs:Http:BodyGrace is {BodyGrace}; more than 1 second was expected.";
        if (Http2Streams < 1) yield return $"Recs:Http:Http2Streams is {Http2Streams}; at least 1 was expected.";
        foreach (var proxy in TrustedProxies.Where(p => Network(p) is null)) yield return $"Recs:Http:TrustedProxies has '{proxy}'; an address or a network such as 10.0.0.0/8 was expected.";
    }

    internal void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = Connections;
        limits.MaxRequestHeaderCount = HeaderCount;
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestLineSize = RequestLineBytes;
        limits.MaxRequestBufferSize = Math.Max(64 * 1024, Math.Max(HeaderBytes, RequestLineBytes));
        limits.RequestHeadersTimeout = HeadersTimeout;
        limits.KeepAliveTimeout = KeepAlive;
        limits.MaxRequestBodySize = LargestBody;
        limits.MinRequestBodyDataRate = new MinDataRate(BodyBytesPerSecond, BodyGrace);
        limits.Http2.MaxStreamsPerConnection = Http2Streams;
        limits.Http2.MaxRequestHeaderFieldSize = HeaderBytes;
        limits.Http2.InitialConnectionWindowSize = 256 * 1024;
        limits.Http2.InitialStreamWindowSize = 64 * 1024;
        limits.Http2.KeepAlivePingDelay = KeepAlive;
    }

    internal ForwardedHeadersOptions Forwarding()
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedFor | Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in TrustedProxies) options.KnownIPNetworks.Add(Network(proxy)!.Value);
        return options;
    }

    private static IPNetwork? Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
