namespace Recs.Collector.Reading;

/// <summary>How much is kept of free text, in UTF-8 bytes; the rest is cut. Such text is shown and hashed, never looked up.</summary>
internal static class TextLimits
{
    public const int Title = 512;
    public const int Path = 1024;
    public const int Query = 256;
    public const int Name = 256;
    public const int Category = 256;
    public const int Brand = 128;
    public const int Method = 64;
    public const int Channel = 64;
    public const int Placement = 64;
    public const int Link = 2048;
}
