namespace ExampleOrchestrator.Nrm;

internal static class NrmServiceCollectionExtensions
{
    /// <summary>The setting of the address on which the resource manager listens that runs beside the example.</summary>
    internal const string AddressSetting = "Nrm:Address";

    private const string DefaultAddress = "http://127.0.0.1:5101";

    /// <summary>
    /// Adds the client, and, unless <c>Nrm:BaseUrl</c> points to one that runs elsewhere, the resource manager itself as a listener beside
    /// this one.
    /// </summary>
    internal static IServiceCollection AddNrm(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var embedded = configuration[AddressSetting] ?? DefaultAddress;
        var address = configuration["Nrm:BaseUrl"];
        if (address is null)
        {
            var database = configuration["Nrm:Database"] ?? $"Data Source={Path.Combine(environment.ContentRootPath, "data", "nrm.db")}";
            services.AddHostedService(_ => new EmbeddedResourceManager(
                ["--urls", embedded, "--environment", environment.EnvironmentName, "--Nrm:Database", database]));
        }

        var baseAddress = new Uri((address ?? embedded).TrimEnd('/') + "/");
        services.AddHttpClient<INrmClient, NrmClient>(client => client.BaseAddress = baseAddress)
            .AddStandardResilienceHandler(static options =>
            {
                // Every call can be repeated: a put replaces, a delete of nothing is fine.
                options.Retry.MaxRetryAttempts = 2;
                options.Retry.Delay = TimeSpan.FromMilliseconds(200);
                options.AttemptTimeout.Timeout = TimeSpan.FromSeconds(15);
                options.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(40);
            });
        return services;
    }
}
