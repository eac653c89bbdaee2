namespace Recs.Core.Events;

/// <summary>The form in which information is presented. The numbers are stored.</summary>
public enum ContentForm : byte
{
    Unknown = 0,
    Text = 1,
    Image = 2,
    Video = 3,
    Email = 4,
}
