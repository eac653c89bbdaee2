namespace Recs.Training.Artefacts;

/// <summary>An artefact cannot be used. The message says which file, what was expected, what was found and what to do.</summary>
public sealed class ArtefactException(string message, Exception? inner = null) : Exception(message, inner);
