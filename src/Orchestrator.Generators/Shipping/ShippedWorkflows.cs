using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orchestrator.Generators.Shipping;

/// <summary>
/// The steps of workflows as released, in <c>Workflows.Shipped.txt</c>, and since then, in <c>Workflows.Unshipped.txt</c>. A workflow of
/// which the latter holds the line
/// <c>*BREAKING*name</c> has just the steps that follow there.
/// </summary>
internal sealed class ShippedWorkflows
{
    public const string ShippedFile = "Workflows.Shipped.txt";
    public const string UnshippedFile = "Workflows.Unshipped.txt";
    public const string Breaking = "*BREAKING*";

    private readonly Dictionary<string, List<StepLine>> _shipped = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<StepLine>> _unshipped = new(StringComparer.Ordinal);
    private readonly HashSet<string> _breaking = new(StringComparer.Ordinal);

    private ShippedWorkflows() { }

    /// <summary>The lines that cannot be read, with their places.</summary>
    public List<(Location Location, string Text)> Unreadable { get; } = [];

    /// <summary>
    /// The lines of a step that its workflow already has in the same file, as two merged changes leave them, with their places.
    /// </summary>
    public List<(Location Location, string Text)> Repeated { get; } = [];

    /// <summary>Where each workflow is first named.</summary>
    public Dictionary<string, Location> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads the files of a project; null when it has neither, and so does not keep them.</summary>
    public static ShippedWorkflows? TryRead(IEnumerable<AdditionalText> additional, CancellationToken cancellationToken)
    {
        var files = additional.Where(IsOne).ToArray();
        if (files.Length == 0)
        {
            return null;
        }

        var workflows = new ShippedWorkflows();
        foreach (var file in files)
        {
            if (file.GetText(cancellationToken) is { } text)
            {
                workflows.Read(file.Path, text, IsNamed(file, ShippedFile) ? workflows._shipped : workflows._unshipped);
            }
        }

        return workflows;
    }

    /// <summary>True for one of the two files.</summary>
    public static bool IsOne(AdditionalText file) => IsNamed(file, ShippedFile) || IsNamed(file, UnshippedFile);

    public static bool IsNamed(AdditionalText file, string name) =>
        string.Equals(Path.GetFileName(file.Path), name, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The steps of a workflow that processes in production may have finished; empty for one that was never released, or was broken on
    /// purpose.
    /// </summary>
    public IReadOnlyList<StepLine> Shipped(string workflow) =>
        !IsBroken(workflow) && _shipped.TryGetValue(workflow, out var steps) ? steps : [];

    /// <summary>The workflows that were released, also those that were broken on purpose since.</summary>
    public IReadOnlyDictionary<string, List<StepLine>> Released => _shipped;

    /// <summary>True when a step whose identity begins with the name of a class was released, in whichever workflow.</summary>
    public bool HasStepsOf(string type) =>
        _shipped.Values.Any(steps =>
            steps.Any(step => step.Id.Substring(step.Id.LastIndexOf('/') + 1).StartsWith(type + ".", StringComparison.Ordinal))
        );

    /// <summary>True for a workflow that was broken on purpose.</summary>
    public bool IsBroken(string workflow) => _breaking.Contains(workflow);

    /// <summary>The steps that were added since.</summary>
    public IReadOnlyList<StepLine> Unshipped(string workflow) => _unshipped.TryGetValue(workflow, out var steps) ? steps : [];

    private void Read(string path, SourceText text, Dictionary<string, List<StepLine>> workflows)
    {
        foreach (var line in text.Lines)
        {
            var content = line.ToString().Trim();
            if (content.Length == 0 || content[0] == '#')
            {
                continue;
            }

            var location = Location.Create(path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
            if (content.StartsWith(Breaking, StringComparison.Ordinal))
            {
                _breaking.Add(content.Substring(Breaking.Length).Trim());
            }
            else if (StepLineText.TryRead(content) is var (workflow, step))
            {
                if (!workflows.TryGetValue(workflow, out var steps))
                {
                    workflows.Add(workflow, steps = []);
                }

                if (steps.Any(earlier => earlier.Id == step.Id))
                {
                    Repeated.Add((location, content));
                    continue;
                }

                if (!step.IsDone)
                {
                    steps.Add(step);
                }

                if (!Places.ContainsKey(workflow))
                {
                    Places.Add(workflow, location);
                }
            }
            else
            {
                Unreadable.Add((location, content));
            }
        }
    }
}
