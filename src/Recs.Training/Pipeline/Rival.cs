using Recs.Training.Models;

namespace Recs.Training.Pipeline;

/// <summary>The model that serves, as the new one is compared with it.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Model">As it answers the questions.</param>
/// <param name="How">How it was measured, in words.</param>
internal sealed record Rival(string Version, IModel Model, string How);
