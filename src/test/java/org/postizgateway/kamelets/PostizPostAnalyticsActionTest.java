package org.postizgateway.kamelets;

class PostizPostAnalyticsActionTest extends AnalyticsActionContract {

    @Override
    String kamelet() {
        return "postiz-post-analytics-action";
    }

    @Override
    String request() {
        return "GET /public/v1/analytics/post/c1?date=30";
    }
}
