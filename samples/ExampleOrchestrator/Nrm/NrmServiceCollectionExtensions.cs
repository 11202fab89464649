namespace ExampleOrchestrator.Nrm;

internal static class NrmServiceCollectionExtensions
{
    private const string EmbeddedAddress = "http://127.0.0.1:5101";

    /// <summary>
    /// Adds the client, and, unless <c>Nrm:BaseUrl</c> points to one that runs elsewhere, the resource manager itself as a listener beside
    /// this one.
    /// </summary>
    internal static IServiceCollection AddNrm(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var address = configuration["Nrm:BaseUrl"];
        if (address is null)
        {
            var database = configuration["Nrm:Database"] ?? $"Data Source={Path.Combine(environment.ContentRootPath, "data", "nrm.db")}";
            services.AddHostedService(_ => new EmbeddedResourceManager(
                ["--urls", EmbeddedAddress, "--environment", environment.EnvironmentName, "--Nrm:Database", database]));
        }

        var baseAddress = new Uri((address ?? EmbeddedAddress).TrimEnd('/') + "/");
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
