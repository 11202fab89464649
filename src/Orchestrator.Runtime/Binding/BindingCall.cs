using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Binding;

/// <summary>Provides emitted code with the arguments of a step or form.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class BindingCall
{
    /// <summary>The whole state.</summary>
    public abstract State State { get; }

    /// <summary>The process's id, workflow, user and attempt.</summary>
    public abstract ProcessContext Process { get; }

    /// <summary>A logger whose scope names the process and the step.</summary>
    public abstract ILogger Logger { get; }

    /// <summary>Signals that the step should stop, because the host stops or the process was aborted.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>The result of the step or form, initially empty.</summary>
    /// <returns>A new output.</returns>
    public virtual StepOutput Output() => new();

    /// <summary>Reads a required state key for a parameter that is not nullable.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StateException">The key is missing, or its value is null or not a <typeparamref name="T"/>.</exception>
    public T Value<T>(string key) => NullableValue<T>(key) is { } value ? value : throw StateException.Null(key, typeof(T));

    /// <summary>Reads an optional state key. Its value can be null only if <paramref name="otherwise"/> is null.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The value to use when the key is missing.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StateException">The key's value is null or not a <typeparamref name="T"/>.</exception>
    public T Value<T>(string key, T otherwise) =>
        !State.ContainsKey(key) ? otherwise
        : otherwise is null ? NullableValue<T>(key)!
        : Value<T>(key);

    /// <summary>Reads a required state key for a nullable parameter.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StateException">The key is missing, or its value is not a <typeparamref name="T"/>.</exception>
    public T? NullableValue<T>(string key) => State.Get<T?>(key);

    /// <summary>Reads an optional state key for a nullable parameter.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The value to use when the key is missing.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StateException">The key's value is not a <typeparamref name="T"/>.</exception>
    public T? NullableValue<T>(string key, T? otherwise) => State.ContainsKey(key) ? State.Get<T?>(key) : otherwise;

    /// <summary>Gets a service from the scope of this step or form.</summary>
    /// <typeparam name="T">The service.</typeparam>
    /// <param name="key">The key under which the service is registered; null for a service that is registered without one.</param>
    /// <returns>The service.</returns>
    /// <exception cref="InvalidOperationException">The service is not registered.</exception>
    public abstract T Service<T>(object? key = null)
        where T : notnull;

    /// <summary>Gets a service like <see cref="Service{T}"/>, or null if it is not registered.</summary>
    /// <typeparam name="T">The service, nullable where the parameter is.</typeparam>
    /// <param name="key">The key under which the service is registered; null for a service that is registered without one.</param>
    /// <returns>The service, or null.</returns>
    public abstract T OptionalService<T>(object? key = null)
        where T : class?;

    /// <summary>
    /// Loads the current subscription from the database. The id is the value of the state key: a string, or an object with a
    /// <c>subscription_id</c>. Without that key, it is the subscription of the process.
    /// </summary>
    /// <typeparam name="T">The product type.</typeparam>
    /// <param name="key">The state key, the parameter's name in snake_case.</param>
    /// <returns>The subscription.</returns>
    /// <exception cref="StateException">Neither the key nor the process names a subscription.</exception>
    /// <exception cref="NotFoundException">The subscription does not exist.</exception>
    /// <exception cref="SubscriptionException">The subscription has a different product type.</exception>
    public abstract ValueTask<T> SubscriptionAsync<T>(string key = "subscription")
        where T : SubscriptionModel;

    /// <summary>Loads a subscription like <see cref="SubscriptionAsync{T}"/>, or returns null if the key is missing or null.</summary>
    /// <typeparam name="T">The product type.</typeparam>
    /// <param name="key">The state key, the parameter's name in snake_case.</param>
    /// <returns>The subscription, or null.</returns>
    public abstract ValueTask<T?> OptionalSubscriptionAsync<T>(string key = "subscription")
        where T : SubscriptionModel;
}
