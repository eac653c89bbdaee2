using Recs.Core.Events;

namespace Recs.Collector;

/// <summary>The device class, which is all that is kept of a user agent.</summary>
public static class DeviceClasses
{
    /// <summary>By the marks that browsers put into their user agent; iPads that call themselves a Macintosh count as one.</summary>
    public static DeviceClass FromUserAgent(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent)) return DeviceClass.Unknown;
        if (HasAny(userAgent, "okhttp", "CFNetwork", "Dalvik", "Dart/")) return DeviceClass.App;
        if (HasAny(userAgent, "iPad", "Tablet", "Kindle", "Silk/", "PlayBook")) return DeviceClass.Tablet;
        if (HasAny(userAgent, "Mobi", "iPhone", "iPod", "Windows Phone", "BlackBerry", "Opera Mini")) return DeviceClass.Mobile;
        if (HasAny(userAgent, "Android")) return DeviceClass.Tablet;
        return HasAny(userAgent, "Windows", "Macintosh", "X11", "Linux", "CrOS") ? DeviceClass.Pc : DeviceClass.Unknown;
    }

    /// <summary>By <c>context.device.type</c>; Segment's mobile libraries put the app's platform there.</summary>
    public static DeviceClass FromType(string? type) => type?.ToUpperInvariant() switch
    {
        "PC" or "DESKTOP" or "LAPTOP" => DeviceClass.Pc,
        "MOBILE" or "PHONE" or "SMARTPHONE" => DeviceClass.Mobile,
        "TABLET" => DeviceClass.Tablet,
        "APP" or "IOS" or "ANDROID" => DeviceClass.App,
        _ => DeviceClass.Unknown,
    };

    private static bool HasAny(string userAgent, params ReadOnlySpan<string> marks)
    {
        foreach (var mark in marks)
        {
            if (userAgent.Contains(mark, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
