using Orchestrator.Products;
using Orchestrator.Products.Mapping;

namespace Orchestrator;

/// <summary>
/// A subscription: a customer's instance of a product. A class that derives from it and is marked <see cref="ProductAttribute"/> is a
/// product; the build emits its mapping. Changes to a model are saved only if a step returns it.
/// </summary>
public abstract class SubscriptionModel
{
    /// <summary>The subscription's id.</summary>
    public Guid SubscriptionId { get; internal set; }

    /// <summary>The id of the product's row.</summary>
    public Guid ProductId { get; internal set; }

    /// <summary>The product's name; empty until the subscription is saved or loaded.</summary>
    public string ProductName { get; internal set; } = "";

    /// <summary>The customer.</summary>
    public string CustomerId { get; internal set; } = "";

    /// <summary>One line that distinguishes this subscription from others of the product, at most 2,000 characters.</summary>
    public string Description { get; set; } = "";

    /// <summary>The lifecycle of the subscription. Change it with the step <see cref="Workflow.SetStatus"/>.</summary>
    public SubscriptionLifecycle Status { get; internal set; }

    /// <summary>False while a process is running on the subscription, or after one has failed.</summary>
    public bool InSync { get; internal set; }

    /// <summary>The time at which it first became active; null before that.</summary>
    public DateTimeOffset? StartDate { get; internal set; }

    /// <summary>The time at which it was terminated; null before that.</summary>
    public DateTimeOffset? EndDate { get; internal set; }

    /// <summary>A note of at most 5,000 characters.</summary>
    public string? Note { get; set; }

    /// <summary>The version of the subscription's row, starting at 1. The database increments it with each change.</summary>
    public int Version { get; internal set; }

    /// <summary>
    /// Maps every fixed input and root block. Emitted for each product, and not intended for callers.
    /// </summary>
    /// <param name="mapper">Reads or writes the members.</param>
    protected internal virtual void Map(ModelMapper mapper) =>
        throw new SubscriptionException(
            "not_mapped",
            $"{TypeText.Of(GetType())} has no emitted mapping. Mark it with [Product] and make it partial."
        );

    /// <summary>Initialises a new model. Called by the emitted <c>Create</c> method of a product.</summary>
    /// <typeparam name="T">The product type.</typeparam>
    /// <param name="model">The new model.</param>
    /// <param name="product">The id of the product's row, from the first page of the create workflow.</param>
    /// <param name="customerId">The customer.</param>
    /// <returns>
    /// The model: with a new id, the lifecycle initial, not in sync, its required blocks, and lists of blocks with their minimum length,
    /// except lists of several classes of blocks.
    /// </returns>
    /// <exception cref="SubscriptionException">
    /// The model requires a block of several classes and has none, or a block requires a block of its own class.
    /// </exception>
    protected static T CreateModel<T>(T model, Guid product, string customerId)
        where T : SubscriptionModel
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(customerId);
        model.SubscriptionId = Guid.CreateVersion7();
        model.ProductId = product;
        model.CustomerId = customerId;
        model.Status = SubscriptionLifecycle.Initial;
        model.InSync = false;
        NewModelMapper.Complete(model);
        return model;
    }

    /// <summary>Verifies that every value that a lifecycle requires is present. Called by the emitted views.</summary>
    /// <param name="model">The subscription.</param>
    /// <param name="status">The lifecycle, which can differ from that of the subscription.</param>
    /// <exception cref="SubscriptionException">
    /// A value is missing, or a list has an invalid length; the message contains each path.
    /// </exception>
    protected static void ThrowIfIncomplete(SubscriptionModel model, SubscriptionLifecycle status)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (LifecycleCheck.FindProblems(model, status) is { Count: > 0 } problems)
        {
            throw SubscriptionErrors.Incomplete(model.SubscriptionId, $"is not complete for {WireName.Of(status)}", problems);
        }
    }
}
