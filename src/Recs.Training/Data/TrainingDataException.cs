namespace Recs.Training.Data;

/// <summary>Data cannot be read or cannot be trained on. The message says where, what was expected and what was found.</summary>
public sealed class TrainingDataException(string message) : Exception(message);
