namespace Orchestrator.Products.Mapping;

/// <summary>Finds what a subscription lacks for a lifecycle.</summary>
internal sealed class LifecycleCheck : ModelVisitor
{
    private readonly SubscriptionLifecycle _status;
    private readonly Guid _subscriptionId;
    private readonly List<string> _problems;
    private readonly string _path;

    private LifecycleCheck(SubscriptionLifecycle status, Guid subscriptionId, List<string> problems, string path)
    {
        _status = status;
        _subscriptionId = subscriptionId;
        _problems = problems;
        _path = path;
    }

    /// <summary>Finds the members that are missing or have a wrong number of blocks, each with its path.</summary>
    internal static IReadOnlyList<string> FindProblems(SubscriptionModel model, SubscriptionLifecycle status)
    {
        var problems = new List<string>();
        model.Map(new LifecycleCheck(status, model.SubscriptionId, problems, path: ""));
        return problems;
    }

    /// <summary>
    /// Whether a member that is required from one lifecycle on is required in another. Nothing is required in initial and terminated, and
    /// nothing comes after terminated: what is required from there on never is.
    /// </summary>
    internal static bool IsRequired(SubscriptionLifecycle requiredFrom, SubscriptionLifecycle status) =>
        requiredFrom != SubscriptionLifecycle.Terminated && Rank(status) > 0 && Rank(status) >= Rank(requiredFrom);

    protected override void VisitValue(string name, IHeld? value, SubscriptionLifecycle? requiredFrom)
    {
        if (value is null)
        {
            Missing(name, requiredFrom);
        }
        else if (value.Problem is { } problem && Rank(_status) > 0)
        {
            _problems.Add($"'{_path}{name}' {problem}");
        }
    }

    protected override void VisitValues(string name, IReadOnlyList<IHeld> values, int minimum, int maximum) =>
        Count(name, values.Count, minimum, maximum);

    protected override void VisitBlock(string name, ProductBlock? block, SubscriptionLifecycle? requiredFrom)
    {
        if (block is null)
        {
            Missing(name, requiredFrom);
        }
        else
        {
            Descend(block, $"{_path}{name}");
        }
    }

    protected override void VisitBlocks(string name, IReadOnlyList<ProductBlock> blocks, int minimum, int maximum)
    {
        Count(name, blocks.Count, minimum, maximum);
        for (var index = 0; index < blocks.Count; index++)
        {
            Descend(blocks[index], $"{_path}{name}[{index}]");
        }
    }

    private static int Rank(SubscriptionLifecycle status) =>
        status switch
        {
            SubscriptionLifecycle.Initial or SubscriptionLifecycle.Terminated => 0,
            SubscriptionLifecycle.Provisioning => 1,
            _ => 2,
        };

    private void Descend(ProductBlock block, string path)
    {
        if (Rank(_status) > 0 && block.ValidIn is { Count: > 0 } lifecycles && !lifecycles.Contains(_status))
        {
            _problems.Add($"'{path}' holds a block '{block.BlockName}', which is not valid in {WireName.Of(_status)}");
        }

        // The values of another subscription's block are that subscription's concern.
        if (block.OwnerSubscriptionId == Guid.Empty || block.OwnerSubscriptionId == _subscriptionId)
        {
            block.Map(new LifecycleCheck(_status, _subscriptionId, _problems, path + "."));
        }
    }

    private void Missing(string name, SubscriptionLifecycle? requiredFrom)
    {
        if (requiredFrom is { } from && IsRequired(from, _status))
        {
            _problems.Add($"'{_path}{name}' is required from {WireName.Of(from)} on and has no value");
        }
    }

    private void Count(string name, int count, int minimum, int maximum)
    {
        if (count > maximum || (count < minimum && Rank(_status) > 0))
        {
            _problems.Add($"'{_path}{name}' has {count} item(s), not {minimum} to {(maximum == int.MaxValue ? "any number" : maximum)}");
        }
    }
}
