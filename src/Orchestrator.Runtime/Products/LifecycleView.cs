using System.Runtime.CompilerServices;

namespace Orchestrator;

/// <summary>
/// A view of a subscription or block in a lifecycle, in which required members are not nullable. A view contains no data: its properties
/// read and write the model. The build emits views such as <c>L2vpn.Active</c>.
/// </summary>
/// <typeparam name="TModel">The subscription or block type.</typeparam>
/// <param name="model">The subscription or block.</param>
public abstract class LifecycleView<TModel>(TModel model)
    where TModel : class
{
    /// <summary>The subscription or block itself.</summary>
    public TModel Model { get; } = model ?? throw new ArgumentNullException(nameof(model));

    /// <summary>Reads a required value. Emitted code calls it.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value of the model.</param>
    /// <param name="member">The member.</param>
    /// <returns>The value.</returns>
    /// <exception cref="SubscriptionException">
    /// The value was removed, or the block belongs to a subscription that does not have it.
    /// </exception>
    protected T RequiredValue<T>(T? value, [CallerMemberName] string member = "")
        where T : struct => value ?? throw Missing(member);

    /// <summary>Reads a required value or block. Emitted code calls it.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value of the model.</param>
    /// <param name="member">The member.</param>
    /// <returns>The value.</returns>
    /// <exception cref="SubscriptionException">
    /// The value was removed, or the block belongs to a subscription that does not have it.
    /// </exception>
    protected T Required<T>(T? value, [CallerMemberName] string member = "")
        where T : class => value ?? throw Missing(member);

    /// <summary>Returns the blocks of a list as views. Emitted code calls it.</summary>
    /// <typeparam name="TBlock">The block type.</typeparam>
    /// <typeparam name="TView">The view's type.</typeparam>
    /// <param name="blocks">The value of the model.</param>
    /// <param name="view">Creates a view of a block.</param>
    /// <returns>The views.</returns>
    protected static IReadOnlyList<TView> Each<TBlock, TView>(List<TBlock> blocks, Func<TBlock, TView> view) => [.. blocks.Select(view)];

    private SubscriptionException Missing(string member) =>
        new(
            "value_missing",
            $"'{TypeText.Of(typeof(TModel))}.{member}' is required in {TypeText.NameOf(GetType()).ToLowerInvariant()} and has no value."
        );
}
