using System.ComponentModel;

namespace Orchestrator.Products.Mapping;

/// <summary>
/// Visits the members of a subscription or block: emitted code passes the name and value of each member and stores the returned value.
/// Loading, saving, validation and serialization use the same code, so no member can be omitted in one of them.
/// </summary>
/// <remarks>Member names are snake_case: the resource type, the fixed input, or the <c>domain_model_attr</c> of a relation.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ModelMapper
{
    /// <summary>Maps a fixed input: its value comes from the product and is never written.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="name">The fixed input.</param>
    /// <param name="value">The current value of the member.</param>
    /// <param name="codec">How the value is written as text.</param>
    /// <returns>The new value of the member.</returns>
    public abstract T FixedInput<T>(string name, T value, ValueCodec<T> codec)
        where T : notnull;

    /// <summary>Maps a value that is not nullable.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="name">The resource type.</param>
    /// <param name="value">The current value of the member.</param>
    /// <param name="codec">How the value is written as text.</param>
    /// <returns>The new value of the member.</returns>
    public abstract T Value<T>(string name, T value, ValueCodec<T> codec)
        where T : notnull;

    /// <summary>Maps a nullable value of a value type.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="name">The resource type.</param>
    /// <param name="value">The current value of the member.</param>
    /// <param name="codec">How the value is written as text.</param>
    /// <param name="requiredFrom">The first lifecycle in which it must have a value; null for none.</param>
    /// <returns>The new value of the member.</returns>
    public abstract T? OptionalValue<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
        where T : struct;

    /// <summary>Maps a nullable value of a reference type.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="name">The resource type.</param>
    /// <param name="value">The current value of the member.</param>
    /// <param name="codec">How the value is written as text.</param>
    /// <param name="requiredFrom">The first lifecycle in which it must have a value; null for none.</param>
    /// <returns>The new value of the member.</returns>
    public abstract T? OptionalReference<T>(string name, T? value, ValueCodec<T> codec, SubscriptionLifecycle? requiredFrom = null)
        where T : class;

    /// <summary>Maps a list of values.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="name">The resource type.</param>
    /// <param name="values">The current value of the member.</param>
    /// <param name="codec">How a value is written as text.</param>
    /// <param name="minimum">The minimum number of values, starting with provisioning.</param>
    /// <param name="maximum">The maximum number of values.</param>
    /// <returns>The new value of the member.</returns>
    public abstract List<T> Values<T>(string name, List<T> values, ValueCodec<T> codec, int minimum = 0, int maximum = int.MaxValue)
        where T : notnull;

    /// <summary>Maps a nested block that is not nullable.</summary>
    /// <typeparam name="T">The block's type.</typeparam>
    /// <param name="name">The member, in snake_case.</param>
    /// <param name="block">The current value of the member.</param>
    /// <param name="create">Creates an empty block.</param>
    /// <returns>The new value of the member.</returns>
    public abstract T Block<T>(string name, T block, Func<T> create)
        where T : ProductBlock;

    /// <summary>Maps a nullable nested block.</summary>
    /// <typeparam name="T">The block's type.</typeparam>
    /// <param name="name">The member, in snake_case.</param>
    /// <param name="block">The current value of the member.</param>
    /// <param name="create">Creates an empty block.</param>
    /// <param name="requiredFrom">The first lifecycle in which it must exist; null for none.</param>
    /// <returns>The new value of the member.</returns>
    public abstract T? OptionalBlock<T>(string name, T? block, Func<T> create, SubscriptionLifecycle? requiredFrom = null)
        where T : ProductBlock;

    /// <summary>Maps a list of nested blocks.</summary>
    /// <typeparam name="T">The blocks' type.</typeparam>
    /// <param name="name">The member, in snake_case.</param>
    /// <param name="blocks">The current value of the member.</param>
    /// <param name="create">Creates an empty block.</param>
    /// <param name="minimum">The minimum number of blocks, starting with provisioning.</param>
    /// <param name="maximum">The maximum number of blocks.</param>
    /// <returns>The new value of the member.</returns>
    public abstract List<T> Blocks<T>(string name, List<T> blocks, Func<T> create, int minimum = 0, int maximum = int.MaxValue)
        where T : ProductBlock;

    /// <summary>Maps a nested block of one of several classes that is not nullable.</summary>
    /// <typeparam name="T">The common type of the classes.</typeparam>
    /// <param name="name">The member, in snake_case.</param>
    /// <param name="block">The current value of the member.</param>
    /// <param name="variants">The classes.</param>
    /// <returns>The new value of the member.</returns>
    public abstract T Union<T>(string name, T block, IReadOnlyList<BlockVariant<T>> variants)
        where T : ProductBlock;

    /// <summary>Maps a nullable nested block of one of several classes.</summary>
    /// <typeparam name="T">The common type of the classes.</typeparam>
    /// <param name="name">The member, in snake_case.</param>
    /// <param name="block">The current value of the member.</param>
    /// <param name="variants">The classes.</param>
    /// <param name="requiredFrom">The first lifecycle in which it must exist; null for none.</param>
    /// <returns>The new value of the member.</returns>
    public abstract T? OptionalUnion<T>(
        string name,
        T? block,
        IReadOnlyList<BlockVariant<T>> variants,
        SubscriptionLifecycle? requiredFrom = null
    )
        where T : ProductBlock;

    /// <summary>Maps a list of nested blocks, each of one of several classes.</summary>
    /// <typeparam name="T">The common type of the classes.</typeparam>
    /// <param name="name">The member, in snake_case.</param>
    /// <param name="blocks">The current value of the member.</param>
    /// <param name="variants">The classes.</param>
    /// <param name="minimum">The minimum number of blocks, starting with provisioning.</param>
    /// <param name="maximum">The maximum number of blocks.</param>
    /// <returns>The new value of the member.</returns>
    public abstract List<T> Unions<T>(
        string name,
        List<T> blocks,
        IReadOnlyList<BlockVariant<T>> variants,
        int minimum = 0,
        int maximum = int.MaxValue
    )
        where T : ProductBlock;

    /// <summary>Maps a string that is computed from other members. It is shown, but not stored.</summary>
    /// <param name="name">The member, in snake_case.</param>
    /// <param name="compute">Computes it.</param>
    public virtual void Computed(string name, Func<string?> compute) { }
}
