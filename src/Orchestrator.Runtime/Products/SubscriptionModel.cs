using Orchestrator.Products;
using Orchestrator.Products.Mapping;

namespace Orchestrator;

/// <summary>
/// A subscription: a customer's instance of a product. A class that derives from it and is marked <see cref="ProductAttribute"/> is one
/// product; the build emits how it is stored. A changed model is written only when a step returns it.
/// </summary>
public abstract class SubscriptionModel
{
    /// <summary>The subscription's id.</summary>
    public Guid SubscriptionId { get; internal set; }

    /// <summary>The id of the product's row.</summary>
    public Guid ProductId { get; internal set; }

    /// <summary>The product's name; empty until the subscription was saved or loaded.</summary>
    public string ProductName { get; internal set; } = "";

    /// <summary>Whose subscription it is.</summary>
    public string CustomerId { get; internal set; } = "";

    /// <summary>One line that distinguishes this subscription from others of the product, at most 2,000 characters.</summary>
    public string Description { get; set; } = "";

    /// <summary>Where the subscription is in its life. Change it with the step <see cref="Workflow.SetStatus"/>.</summary>
    public SubscriptionLifecycle Status { get; internal set; }

    /// <summary>False while a process works on the subscription, or when one failed half-way.</summary>
    public bool InSync { get; internal set; }

    /// <summary>When it became active first; null before.</summary>
    public DateTimeOffset? StartDate { get; internal set; }

    /// <summary>When it was terminated; null before.</summary>
    public DateTimeOffset? EndDate { get; internal set; }

    /// <summary>A free note of at most 5,000 characters.</summary>
    public string? Note { get; set; }

    /// <summary>Counts the changes of the subscription's row, from 1. The database counts it.</summary>
    public int Version { get; internal set; }

    /// <summary>
    /// Names every fixed input and root block to a mapper and takes its answer. Emitted for each product; not for callers.
    /// </summary>
    /// <param name="mapper">Reads or writes the members.</param>
    protected internal virtual void Map(ModelMapper mapper) =>
        throw new SubscriptionException(
            "not_mapped",
            $"{GetType().Name} has no emitted mapping. Mark it with [Product] and make it partial."
        );

    /// <summary>Fills a new model. Called by the emitted <c>Create</c> method of a product.</summary>
    /// <typeparam name="T">The product type.</typeparam>
    /// <param name="model">The new model, as its own initialisers made it.</param>
    /// <param name="product">The id of the product's row, as the create workflow's first page gives it.</param>
    /// <param name="customerId">Whose subscription it is.</param>
    /// <returns>
    /// The model: a new id, status initial, not in sync, its required blocks made, its lists of blocks at their minimum length, but for
    /// lists of several classes of blocks.
    /// </returns>
    /// <exception cref="SubscriptionException">It requires a block of several classes and has none, or a block requires one of its own
    /// class.</exception>
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

    /// <summary>Checks that every value that a lifecycle requires is present. Called by the emitted views.</summary>
    /// <param name="model">The subscription.</param>
    /// <param name="status">The lifecycle; the subscription's own may be another one.</param>
    /// <exception cref="SubscriptionException">A value is missing, or a list has a wrong length; the message has the path of
    /// each.</exception>
    protected static void ThrowIfIncomplete(SubscriptionModel model, SubscriptionLifecycle status)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (LifecycleCheck.FindProblems(model, status) is { Count: > 0 } problems)
        {
            throw SubscriptionErrors.Incomplete(model.SubscriptionId, $"is not complete for {WireName.Of(status)}", problems);
        }
    }
}
